using System.Text;
using MailStore.Mime.Decoding;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>RFC 9051 §6.4.4: the charset that the texts of a search are in. UTF-8 and US-ASCII have to be known; the others are those of mail.</summary>
internal static class SearchCharset
{
    private const int Utf8CodePage = 65001;

    /// <summary>RFC 9051 §7.1: what BADCHARSET lists, which is not every name that would be understood.</summary>
    public const string Listed = "(UTF-8 US-ASCII ISO-8859-1 ISO-8859-2 ISO-8859-5 ISO-8859-7 ISO-8859-15 windows-1250 windows-1251 windows-1252 KOI8-R GB18030 Big5 EUC-KR ISO-2022-JP Shift_JIS EUC-JP)";

    /// <summary>False if nobody knows it.</summary>
    /// <param name="charset">Null for UTF-8, or where none was named.</param>
    public static bool TryFind(in Str given, Frame frame, out Encoding? charset)
    {
        charset = null;
        if (!given.IsPresent)
        {
            return true;
        }

        // UTF-16 and UTF-7 are left out: their octets are no strings of IMAP.
        var name = Session.Names.Octets(given, frame);
        if (!Charsets.TryFind(name, out var codePage) || codePage is Charsets.Utf7 or 1200 or 1201)
        {
            return false;
        }

        charset = codePage is Charsets.Guess or Utf8CodePage ? null : Charsets.OfCodePage(codePage);

        // Names that mail has for "I do not know" are none that a client should send.
        return codePage != Charsets.Guess || Ascii.EqualsIgnoreCase(name, "US-ASCII"u8);
    }
}
