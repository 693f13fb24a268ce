namespace MailStore.Bench.Baselines.Imap;

/// <summary>Commands that are a row of strings, perhaps with a set before it and a list in it.</summary>
internal static class ImapSplitMailbox
{
    public static MailboxArguments? Parse(ImapVerb verb, string rest)
    {
        var pieces = Pieces.Split(rest);
        if (pieces is null)
        {
            return null;
        }

        var at = 0;
        List<NumberRange>? set = null;
        if (verb is ImapVerb.Copy or ImapVerb.Move or ImapVerb.Expunge)
        {
            if (!ImapText.TrySet(pieces[at++], out set))
            {
                return null;
            }
        }

        var strings = new List<string>(pieces.Count - at);
        List<string>? options = null;
        for (; at < pieces.Count; at++)
        {
            var piece = pieces[at];
            if (piece.Length == 0)
            {
                return null;
            }

            if (piece[0] != '(')
            {
                strings.Add(ImapText.Unquote(piece));
            }
            else if (Pieces.SplitList(piece) is not { } list)
            {
                return null;
            }
            else if (options is null)
            {
                options = list;
            }
            else
            {
                options.AddRange(list);
            }
        }

        if (!HasRightCount(verb, strings.Count, options))
        {
            return null;
        }

        return verb is not (ImapVerb.List or ImapVerb.Id) || TryFinish(verb, strings, options) ? new(set, strings, options) : null;
    }

    private static bool TryFinish(ImapVerb verb, List<string> strings, List<string>? options)
    {
        if (verb == ImapVerb.Id)
        {
            for (var i = 0; i < options?.Count; i++)
            {
                options[i] = ImapText.Unquote(options[i]);
            }

            return true;
        }

        if (strings.Count == 3)
        {
            if (!strings[2].Equals("RETURN", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            strings.RemoveAt(2);
        }

        return true;
    }

    private static bool HasRightCount(ImapVerb verb, int strings, List<string>? options) => verb switch
    {
        ImapVerb.Login or ImapVerb.Rename or ImapVerb.Lsub => strings == 2 && options is null,
        ImapVerb.Authenticate => strings is 1 or 2 && options is null,
        ImapVerb.Select or ImapVerb.Examine or ImapVerb.Create => strings == 1,
        ImapVerb.Status => strings == 1 && options is not null,
        // RETURN counts as a string until TryFinish has looked at it.
        ImapVerb.List => strings is 2 or 3,
        ImapVerb.Enable => strings > 0 && options is null,
        ImapVerb.Id => options is not null ? strings == 0 : strings == 1,
        ImapVerb.Expunge => strings == 0 && options is null,
        _ => strings == 1 && options is null,
    };
}
