namespace MailStore.Bench.Baselines.Imap;

internal static class ImapSplitSearch
{
    private const int DepthMax = 32;

    public static SearchArguments? Parse(string rest)
    {
        var pieces = Pieces.Split(rest);
        if (pieces is null)
        {
            return null;
        }

        var at = 0;
        List<string>? returns = null;
        if (pieces.Count > 2 && pieces[0].Equals("RETURN", StringComparison.OrdinalIgnoreCase))
        {
            returns = Pieces.SplitList(pieces[1]);
            if (returns is null)
            {
                return null;
            }

            at = 2;
        }

        string? charset = null;
        if (pieces.Count > at + 2 && pieces[at].Equals("CHARSET", StringComparison.OrdinalIgnoreCase))
        {
            charset = ImapText.Unquote(pieces[at + 1]);
            at += 2;
        }

        return Keys(pieces, at, DepthMax) is { } keys ? new SearchArguments(returns, charset, keys) : null;
    }

    private static List<SearchKey>? Keys(List<string> pieces, int at, int depth)
    {
        var keys = new List<SearchKey>();
        while (at < pieces.Count)
        {
            if (Key(pieces, ref at, depth) is not { } key)
            {
                return null;
            }

            keys.Add(key);
        }

        return keys.Count == 0 ? null : keys;
    }

    private static SearchKey? Key(List<string> pieces, ref int at, int depth)
    {
        if (at >= pieces.Count || depth == 0)
        {
            return null;
        }

        var word = pieces[at++];
        if (word.StartsWith('('))
        {
            return Pieces.SplitList(word) is { } inner && Keys(inner, 0, depth - 1) is { } keys ? new("AND", null, null, 0, null, keys) : null;
        }

        if (!SearchNames.TryFind(word, out var name, out var operand))
        {
            return ImapText.TrySet(word, out var set) ? new("SET", null, null, 0, set, null) : null;
        }

        return operand switch
        {
            SearchOperand.None => new(name, null, null, 0, null, null),
            SearchOperand.OneKey or SearchOperand.TwoKeys => Nested(name, operand == SearchOperand.TwoKeys ? 2 : 1, pieces, ref at, depth),
            _ => WithOperand(name, operand, pieces, ref at),
        };
    }

    private static SearchKey? Nested(string name, int count, List<string> pieces, ref int at, int depth)
    {
        var children = new List<SearchKey>(count);
        for (; count > 0; count--)
        {
            if (Key(pieces, ref at, depth - 1) is not { } child)
            {
                return null;
            }

            children.Add(child);
        }

        return new(name, null, null, 0, null, children);
    }

    private static SearchKey? WithOperand(string name, SearchOperand operand, List<string> pieces, ref int at)
    {
        if (at >= pieces.Count)
        {
            return null;
        }

        var text = pieces[at++];
        switch (operand)
        {
            case SearchOperand.Number:
                return ImapText.TryNumber(text, out ulong number) ? new(name, null, null, number, null, null) : null;
            case SearchOperand.Set:
                return ImapText.TrySet(text, out var set) ? new(name, null, null, 0, set, null) : null;
            case SearchOperand.Header:
                return at < pieces.Count ? new(name, ImapText.Unquote(text), ImapText.Unquote(pieces[at++]), 0, null, null) : null;
            default:
                return new(name, null, ImapText.Unquote(text), 0, null, null);
        }
    }
}
