namespace MailStore.Bench.Baselines.Imap;

internal static class ImapSplitFetch
{
    public static FetchArguments? Parse(string rest)
    {
        var pieces = Pieces.Split(rest);
        if (pieces is not { Count: 2 or 3 } || !ImapText.TrySet(pieces[0], out var set))
        {
            return null;
        }

        var words = pieces[1].StartsWith('(') ? Pieces.SplitList(pieces[1]) : [pieces[1]];
        if (words is null)
        {
            return null;
        }

        var items = new List<FetchItem>(words.Count);
        foreach (var word in words)
        {
            if (Item(word) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        ulong changedSince = 0;
        var isVanished = false;
        return pieces.Count == 2 || TryModifiers(pieces[2], out changedSince, out isVanished)
            ? new FetchArguments(set, items, changedSince, isVanished)
            : null;
    }

    private static bool TryModifiers(string text, out ulong changedSince, out bool isVanished)
    {
        changedSince = 0;
        isVanished = false;
        if (Pieces.SplitList(text) is not { } words)
        {
            return false;
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Equals("VANISHED", StringComparison.OrdinalIgnoreCase))
            {
                isVanished = true;
            }
            else if (!words[i].Equals("CHANGEDSINCE", StringComparison.OrdinalIgnoreCase)
                || ++i == words.Count
                || !ImapText.TryNumber(words[i], out changedSince))
            {
                return false;
            }
        }

        return true;
    }

    private static FetchItem? Item(string word)
    {
        var bracket = word.IndexOf('[');
        if (bracket < 0)
        {
            return FetchNames.Plain.TryGetValue(word, out var attribute) ? new(attribute, false, null, null, 0, 0) : null;
        }

        var close = word.LastIndexOf(']');
        if (close < bracket || !FetchNames.Sections.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.AsSpan(0, bracket), out var named))
        {
            return null;
        }

        uint start = 0;
        uint count = 0;
        if (close != word.Length - 1 && !TryPartial(word.AsSpan(close + 1), out start, out count))
        {
            return null;
        }

        var section = word[(bracket + 1)..close];
        List<string>? headers = null;
        var paren = section.IndexOf(" (", StringComparison.Ordinal);
        if (paren >= 0)
        {
            headers = Pieces.SplitList(section[(paren + 1)..]);
            if (headers is null)
            {
                return null;
            }

            section = section[..paren];
        }

        return new(named.Attribute, named.IsPeek, section, headers, start, count);
    }

    private static bool TryPartial(ReadOnlySpan<char> text, out uint start, out uint count)
    {
        start = 0;
        count = 0;
        if (text is not ['<', .., '>'])
        {
            return false;
        }

        var dot = text.IndexOf('.');
        return dot > 0 && ImapText.TryNumber(text[1..dot], out start) && ImapText.TryNumber(text[(dot + 1)..^1], out count);
    }
}
