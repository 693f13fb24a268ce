using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MailStore.Mime.Text;

/// <summary>What <c>Casemap.txt</c> says.</summary>
internal static class CasemapTable
{
    /// <summary>In <see cref="One"/>: <see cref="More"/> has it, or it is a syllable of Hangul, or stands for itself.</summary>
    public const char Several = char.MaxValue;

    private const int HangulFirst = 0xAC00, HangulLast = 0xD7A3;

    static CasemapTable()
    {
        for (var character = 0; character < One.Length; character++)
        {
            One[character] = character is >= HangulFirst and <= HangulLast ? Several : char.IsAscii((char)character) ? char.ToUpperInvariant((char)character) : (char)character;
        }

        var more = new Dictionary<int, string>();
        var resource = typeof(CasemapTable).Assembly.GetManifestResourceStream("Casemap.txt")
            ?? throw new InvalidOperationException("Casemap.txt is missing from the assembly.");
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith(';'))
            {
                Add(line.Split(' '), more);
            }
        }

        More = more.ToFrozenDictionary();
    }

    /// <summary>By character: the one that it becomes.</summary>
    public static char[] One { get; } = new char[char.MaxValue + 1];

    /// <summary>By code point, what becomes several or is beyond the first plane.</summary>
    public static FrozenDictionary<int, string> More { get; }

    private static void Add(string[] words, Dictionary<int, string> more)
    {
        var parts = new StringBuilder();
        foreach (var word in words.AsSpan(1))
        {
            parts.Append(new Rune(Code(word)));
        }

        var code = Code(words[0]);
        if (parts.Length == 1 && code <= char.MaxValue)
        {
            One[code] = parts[0];
            return;
        }

        more.Add(code, parts.ToString());
        if (code <= char.MaxValue)
        {
            One[code] = Several;
        }
    }

    private static int Code(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
