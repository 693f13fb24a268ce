using System.Globalization;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>The pieces that both baselines read in the same way, once they have cut them out.</summary>
internal static class ImapText
{
    private static readonly Dictionary<string, SystemFlags> _flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["\\Answered"] = SystemFlags.Answered,
        ["\\Flagged"] = SystemFlags.Flagged,
        ["\\Deleted"] = SystemFlags.Deleted,
        ["\\Seen"] = SystemFlags.Seen,
        ["\\Draft"] = SystemFlags.Draft,
    };

    private static readonly Dictionary<string, SystemFlags>.AlternateLookup<ReadOnlySpan<char>> _flagLookup =
        _flags.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryNumber(ReadOnlySpan<char> text, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    public static bool TryNumber(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    public static bool TrySet(ReadOnlySpan<char> text, out List<NumberRange> set)
    {
        set = [];
        foreach (var range in text.Split(','))
        {
            var part = text[range];
            var colon = part.IndexOf(':');
            var first = colon < 0 ? part : part[..colon];
            if (!TrySetNumber(first, out var from))
            {
                return false;
            }

            var to = from;
            if (colon >= 0 && !TrySetNumber(part[(colon + 1)..], out to))
            {
                return false;
            }

            set.Add(new(from, to));
        }

        return true;
    }

    /// <summary>Adds one flag to a list that is being built.</summary>
    public static FlagList With(FlagList list, ReadOnlySpan<char> flag)
    {
        if (_flagLookup.TryGetValue(flag, out var system))
        {
            return list with { System = list.System | system };
        }

        var keywords = list.Keywords ?? [];
        keywords.Add(flag.ToString());
        return list with { Keywords = keywords };
    }

    /// <summary>The value of an astring: without quotes, escapes undone.</summary>
    public static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"')
        {
            return text.ToString();
        }

        text = text[1..^1];
        return text.Contains('\\') ? Unescape(text) : text.ToString();
    }

    private static bool TrySetNumber(ReadOnlySpan<char> text, out uint value)
    {
        if (text is "*")
        {
            value = uint.MaxValue;
            return true;
        }

        return TryNumber(text, out value) && value != 0;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var value = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }

            value[length++] = text[i];
        }

        return new(value, 0, length);
    }
}
