namespace MailStore.Bench.Baselines.Imap;

/// <summary>APPEND up to the header of its literal.</summary>
internal static class ImapSplitAppend
{
    public static AppendArguments? Parse(string rest)
    {
        var pieces = Pieces.Split(rest);
        if (pieces is not { Count: >= 2 and <= 4 })
        {
            return null;
        }

        var at = 1;
        var flags = default(FlagList);
        if (pieces[at].StartsWith('('))
        {
            if (Pieces.SplitList(pieces[at++]) is not { } words)
            {
                return null;
            }

            foreach (var word in words)
            {
                flags = ImapText.With(flags, word);
            }
        }

        string? date = null;
        if (at < pieces.Count && pieces[at].StartsWith('"'))
        {
            date = ImapText.Unquote(pieces[at++]);
        }

        if (at != pieces.Count - 1)
        {
            return null;
        }

        var header = pieces[at].AsSpan();
        if (header is not ['{', .., '}'])
        {
            return null;
        }

        var isSynchronising = header[^2] != '+';
        var digits = isSynchronising ? header[1..^1] : header[1..^2];
        return ImapText.TryNumber(digits, out ulong size) ? new AppendArguments(ImapText.Unquote(pieces[0]), flags, date, size, isSynchronising) : null;
    }
}
