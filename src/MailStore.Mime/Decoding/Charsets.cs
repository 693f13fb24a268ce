using System.Collections.Frozen;
using System.Text;

namespace MailStore.Mime.Decoding;

/// <summary>
/// The names of charsets. Only letters and digits of a name count, in any case, so "ISO_8859-1" and "iso8859-1" need no rows of their
/// own. Beside what .NET calls its code pages stand the names that mail has.
/// </summary>
public static class Charsets
{
    /// <summary>No charset of .NET: UTF-8 where the octets are UTF-8, else windows-1252. What calls itself ASCII and has octets above 127 is read so.</summary>
    public const int Guess = 0;

    /// <summary>.NET has left UTF-7 out of its tables; <see cref="Utf7Decoder"/> reads it.</summary>
    public const int Utf7 = 65000;

    private const int NameMax = 40;

    // Names without what is no letter or digit. Where a charset is a part of another one in all but controls, the larger one
    // is meant: mail that says ISO 8859-1 has the quotation marks of windows-1252, and "gb2312" what is only in GBK.
    private static readonly (int CodePage, string Names)[] Aliases =
    [
        (Guess, "usascii ascii ansix341968 ansix341986 iso646us iso646irv1991 isoir6 us 646 csascii ansi unknown8bit xunknown unknown xuserdefined 8bit 7bit none default"),
        (Utf7, "utf7 unicode11utf7 csunicode11utf7 xunicode20utf7 unicode20utf7"),
        (65001, "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8mb4 csutf8 unicode"),
        (1200, "utf16le ucs2 iso10646ucs2"),
        (1201, "utf16be utf16 unicodefffe"),
        (1252, "iso88591 latin1 l1 isoir100 iso885911987 csisolatin1 ibm819 cp819 windows1252 cp1252 xansi iso88591windows30latin1 iso8859"),
        (1254, "iso88599 latin5 l5 isoir148 iso885991989 csisolatin5"),
        (28592, "latin2 l2 isoir101 iso885921987 csisolatin2"),
        (28593, "latin3 l3 isoir109 iso885931988 csisolatin3"),
        (28594, "latin4 l4 isoir110 iso885941988 csisolatin4"),
        (28595, "cyrillic isoir144 iso885951988 csisolatincyrillic"),
        (28596, "arabic isoir127 iso885961987 csisolatinarabic iso88596i iso88596e asmo708 ecma114"),
        (28597, "greek greek8 isoir126 iso885971987 csisolatingreek elot928 ecma118"),
        (28598, "hebrew isoir138 iso885981988 csisolatinhebrew iso88598e"),
        (38598, "iso88598i logical csiso88598i"),
        (28605, "latin9 l9 latin0 csiso885915"),
        (874, "tis620 iso885911 windows874 tis62025330"),
        (932, "shiftjis sjis xsjis mskanji csshiftjis windows31j cswindows31j ms932 xmscp932"),
        (51932, "eucjp xeucjp cseucpkdfmtjapanese xeuc"),
        (50220, "iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpms"),
        (54936, "gb18030"),
        (936, "gbk xgbk gb2312 gb23121980 csgb2312 csiso58gb231280 chinese isoir58 eucgb gb231280 euccn xeuccn cp936 ms936 windows936"),
        (50227, "iso2022cn csiso2022cn"),
        (52936, "hzgb2312 hz"),
        (950, "big5 cnbig5 csbig5 xxbig5 big5hkscs big5eten ms950 windows950"),
        (949, "ksc56011987 ksc56011989 ksc5601 ksc56011992 korean euckr cseuckr isoir149 csksc56011987 uhc windows949 ms949 xwindows949"),
        (50225, "iso2022kr csiso2022kr"),
        (20866, "koi8r koi8 koi cskoi8r"),
        (21866, "koi8u koi8ru"),
        (10000, "macintosh mac macroman xmacroman csmacintosh"),
        (10007, "xmaccyrillic maccyrillic"),
        (437, "ibm437 cp437 437 cspc8codepage437"),
        (850, "ibm850 cp850 850 cspc850multilingual"),
    ];

    // Behind the rows that it is made of.
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> CodePages = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The code page of a charset, <see cref="Guess"/> included. False if nobody knows the name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out int codePage)
    {
        Span<char> key = stackalloc char[NameMax];
        var length = 0;
        codePage = Guess;
        foreach (var octet in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet))
            {
                continue;
            }

            if (length == NameMax)
            {
                return false;
            }

            key[length++] = char.ToLowerInvariant((char)octet);
        }

        return CodePages.TryGetValue(key[..length], out codePage);
    }

    /// <summary>.NET's encoding of a code page that was found, Guess and Utf7 excepted.</summary>
    public static Encoding OfCodePage(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

    private static FrozenDictionary<string, int> Table()
    {
        var table = new Dictionary<string, int>();
        foreach (var known in Encoding.GetEncodings().Concat(CodePagesEncodingProvider.Instance.GetEncodings()))
        {
            table.TryAdd(Key(known.Name), known.CodePage);
            table.TryAdd("cp" + known.CodePage, known.CodePage);
            table.TryAdd("ibm" + known.CodePage, known.CodePage);
            if (known.CodePage is >= 1250 and <= 1258)
            {
                table.TryAdd("win" + known.CodePage, known.CodePage);
                table.TryAdd("ansi" + known.CodePage, known.CodePage);
                table.TryAdd("xcp" + known.CodePage, known.CodePage);
            }
        }

        foreach (var (codePage, names) in Aliases)
        {
            foreach (var name in names.Split(' '))
            {
                table[name] = codePage;
            }
        }

        return table.ToFrozenDictionary();
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
