using System.Text;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>
/// IMAP as a competent .NET programmer takes it apart without a grammar: decode the line, split it at spaces, look the
/// verb up in a dictionary, and let a method for that verb split its operands further. It checks what falls out of
/// splitting (counts, numbers, known names) and no more: it may take a line that the RFC forbids.
/// </summary>
internal static class ImapSplitParser
{
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
            var space = rest is null ? -1 : rest.IndexOf(' ');
            if (space < 0)
            {
                return null;
            }

            verb = rest![..space];
            rest = rest[(space + 1)..];
        }

        return ImapVerbs.TryFind(verb, out var known) && (!isUid || ImapVerbs.TakesUid(known)) ? Build(words[0], known, isUid, rest) : null;
    }

    private static ImapRequest? Build(string tag, ImapVerb verb, bool isUid, string? rest)
    {
        if (rest is null)
        {
            return verb is >= ImapVerb.Noop and <= ImapVerb.StartTls ? new(tag, verb, isUid, null) : null;
        }

        object? arguments = verb switch
        {
            ImapVerb.Fetch => ImapSplitFetch.Parse(rest),
            ImapVerb.Store => ImapSplitStore.Parse(rest),
            ImapVerb.Search => ImapSplitSearch.Parse(rest),
            ImapVerb.Append => ImapSplitAppend.Parse(rest),
            ImapVerb.Expunge when !isUid => null,
            >= ImapVerb.Noop and < ImapVerb.Expunge or ImapVerb.Unselect or ImapVerb.Namespace or ImapVerb.StartTls => null,
            _ => ImapSplitMailbox.Parse(verb, rest),
        };
        return arguments is null ? null : new(tag, verb, isUid, arguments);
    }
}
