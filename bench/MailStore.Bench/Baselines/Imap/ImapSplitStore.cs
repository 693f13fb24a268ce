namespace MailStore.Bench.Baselines.Imap;

internal static class ImapSplitStore
{
    public static StoreArguments? Parse(string rest)
    {
        var pieces = Pieces.Split(rest);
        if (pieces is not { Count: >= 3 } || !ImapText.TrySet(pieces[0], out var set))
        {
            return null;
        }

        var at = 1;
        ulong unchangedSince = 0;
        if (pieces[at].StartsWith('('))
        {
            if (Pieces.SplitList(pieces[at++]) is not [var name, var value]
                || !name.Equals("UNCHANGEDSINCE", StringComparison.OrdinalIgnoreCase)
                || !ImapText.TryNumber(value, out unchangedSince))
            {
                return null;
            }
        }

        var item = pieces[at++].AsSpan();
        var mode = '=';
        if (item is ['+' or '-', ..])
        {
            mode = item[0];
            item = item[1..];
        }

        var isSilent = item.Equals("FLAGS.SILENT", StringComparison.OrdinalIgnoreCase);
        if (!isSilent && !item.Equals("FLAGS", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Flags(pieces, at) is { } flags ? new StoreArguments(set, mode, isSilent, flags, unchangedSince) : null;
    }

    private static FlagList? Flags(List<string> pieces, int at)
    {
        if (at == pieces.Count)
        {
            return null;
        }

        var flags = default(FlagList);
        if (!pieces[at].StartsWith('('))
        {
            for (; at < pieces.Count; at++)
            {
                flags = ImapText.With(flags, pieces[at]);
            }

            return flags;
        }

        if (at != pieces.Count - 1 || Pieces.SplitList(pieces[at]) is not { } words)
        {
            return null;
        }

        foreach (var word in words)
        {
            flags = ImapText.With(flags, word);
        }

        return flags;
    }
}
