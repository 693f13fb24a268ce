using System.Globalization;
using System.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>
/// Flags as letters behind <c>:2,</c> in the name of a file: those of Maildir, and from <c>a</c> on the keywords that the file
/// <c>dovecot-keywords</c> of the folder numbers.
/// </summary>
internal sealed class MaildirFlags
{
    public const string FileName = "dovecot-keywords";

    /// <summary>Letters that there are.</summary>
    public const int KeywordsMax = 26;

    private static readonly (char Letter, SystemFlags Flag)[] s_letters =
    [
        ('D', SystemFlags.Draft), ('F', SystemFlags.Flagged), ('R', SystemFlags.Answered), ('S', SystemFlags.Seen), ('T', SystemFlags.Deleted),
    ];

    private readonly Keyword?[] _keywords = new Keyword?[KeywordsMax];

    public static MaildirFlags Read(string folder)
    {
        var flags = new MaildirFlags();
        var path = Path.Combine(folder, FileName);
        foreach (var line in File.Exists(path) ? File.ReadLines(path, Encoding.UTF8) : [])
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && int.TryParse(line.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < KeywordsMax && Keyword.TryCreate(line[(blank + 1)..], out var keyword))
            {
                flags._keywords[number] = keyword;
            }
        }

        return flags;
    }

    /// <summary>Of a list of keywords, the first ones have letters.</summary>
    public static string Write(FlagSet flags, IReadOnlyList<Keyword> known)
    {
        var letters = new StringBuilder();
        foreach (var (letter, flag) in s_letters)
        {
            letters.Append((flags.System & flag) != SystemFlags.None ? letter : "");
        }

        // In order, as Maildir wants it: capitals come before.
        for (var number = 0; number < Math.Min(known.Count, KeywordsMax); number++)
        {
            letters.Append(flags.Keywords.Contains(known[number]) ? (char)('a' + number) : "");
        }

        return letters.ToString();
    }

    /// <param name="fileName">With its flags.</param>
    /// <param name="more">Keywords without a letter.</param>
    public FlagSet Of(string fileName, IEnumerable<string> more)
    {
        var at = fileName.IndexOf(":2,", StringComparison.Ordinal);
        var (system, keywords) = (SystemFlags.None, new List<Keyword>());
        foreach (var letter in at < 0 ? "" : fileName.AsSpan(at + 3))
        {
            system |= Array.Find(s_letters, known => known.Letter == letter).Flag;
            if (letter is >= 'a' and <= 'z' && _keywords[letter - 'a'] is { } keyword)
            {
                keywords.Add(keyword);
            }
        }

        foreach (var name in more)
        {
            if (Keyword.TryCreate(name, out var keyword))
            {
                keywords.Add(keyword);
            }
        }

        return new(system, [.. keywords]);
    }
}
