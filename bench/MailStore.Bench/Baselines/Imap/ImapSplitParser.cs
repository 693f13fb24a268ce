using System.Text;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>
/// IMAP as a competent .NET programmer takes it apart without a grammar: decode the line, split it at spaces, look the
/// verb up in a dictionary, and let a method for that verb split its operands further. It checks what falls out of
/// splitting (counts, numbers, known names) and no more: it may take a line that the RFC forbids.
/// </summary>
internal static class ImapSplitParser
{
    private static readonly Dictionary<string, (ImapVerb Verb, Func<ImapVerb, string?, object?>? Arguments)> _verbs =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["NOOP"] = (ImapVerb.Noop, null),
            ["IDLE"] = (ImapVerb.Idle, null),
            ["CAPABILITY"] = (ImapVerb.Capability, null),
            ["LOGOUT"] = (ImapVerb.Logout, null),
            ["CLOSE"] = (ImapVerb.Close, null),
            ["CHECK"] = (ImapVerb.Check, null),
            ["UNSELECT"] = (ImapVerb.Unselect, null),
            ["NAMESPACE"] = (ImapVerb.Namespace, null),
            ["STARTTLS"] = (ImapVerb.StartTls, null),
            ["EXPUNGE"] = (ImapVerb.Expunge, null),
            ["LOGIN"] = (ImapVerb.Login, ImapSplitMailbox.Parse),
            ["AUTHENTICATE"] = (ImapVerb.Authenticate, ImapSplitMailbox.Parse),
            ["SELECT"] = (ImapVerb.Select, ImapSplitMailbox.Parse),
            ["EXAMINE"] = (ImapVerb.Examine, ImapSplitMailbox.Parse),
            ["STATUS"] = (ImapVerb.Status, ImapSplitMailbox.Parse),
            ["LIST"] = (ImapVerb.List, ImapSplitMailbox.Parse),
            ["LSUB"] = (ImapVerb.Lsub, ImapSplitMailbox.Parse),
            ["CREATE"] = (ImapVerb.Create, ImapSplitMailbox.Parse),
            ["DELETE"] = (ImapVerb.Delete, ImapSplitMailbox.Parse),
            ["RENAME"] = (ImapVerb.Rename, ImapSplitMailbox.Parse),
            ["SUBSCRIBE"] = (ImapVerb.Subscribe, ImapSplitMailbox.Parse),
            ["UNSUBSCRIBE"] = (ImapVerb.Unsubscribe, ImapSplitMailbox.Parse),
            ["GETQUOTAROOT"] = (ImapVerb.GetQuotaRoot, ImapSplitMailbox.Parse),
            ["COPY"] = (ImapVerb.Copy, ImapSplitMailbox.Parse),
            ["MOVE"] = (ImapVerb.Move, ImapSplitMailbox.Parse),
            ["ENABLE"] = (ImapVerb.Enable, ImapSplitMailbox.Parse),
            ["ID"] = (ImapVerb.Id, ImapSplitMailbox.Parse),
            ["APPEND"] = (ImapVerb.Append, ImapSplitAppend.Parse),
            ["FETCH"] = (ImapVerb.Fetch, ImapSplitFetch.Parse),
            ["STORE"] = (ImapVerb.Store, ImapSplitStore.Parse),
            ["SEARCH"] = (ImapVerb.Search, ImapSplitSearch.Parse),
        };

    public static ImapRequest? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var words = Encoding.UTF8.GetString(line[..^2]).Split(' ', 3);
        if (words.Length < 2 || words[0].Length == 0)
        {
            return null;
        }

        var verb = words[1];
        var rest = words.Length == 3 ? words[2] : null;
        var isUid = verb.Equals("UID", StringComparison.OrdinalIgnoreCase);
        if (isUid)
        {
            if (rest is null)
            {
                return null;
            }

            var space = rest.IndexOf(' ');
            if (space < 0)
            {
                return null;
            }

            verb = rest[..space];
            rest = rest[(space + 1)..];
        }

        return _verbs.TryGetValue(verb, out var known) ? Build(words[0], known.Verb, known.Arguments, isUid, rest) : null;
    }

    private static ImapRequest? Build(string tag, ImapVerb verb, Func<ImapVerb, string?, object?>? parse, bool isUid, string? rest)
    {
        if (isUid && verb == ImapVerb.Expunge)
        {
            parse = ImapSplitMailbox.Parse;
        }
        else if (isUid && verb is not (ImapVerb.Fetch or ImapVerb.Store or ImapVerb.Search or ImapVerb.Copy or ImapVerb.Move))
        {
            return null;
        }

        if (parse is null)
        {
            return rest is null ? new(tag, verb, isUid, null) : null;
        }

        return rest is not null && parse(verb, rest) is { } arguments ? new(tag, verb, isUid, arguments) : null;
    }
}
