using System.Text;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

/// <summary>IMAP by generated regex: the verb chooses the expression, groups and captures become the same records that splitting yields.</summary>
internal static class ImapRegexParser
{
    public static ImapRequest? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(line[..^2]);
        var afterTag = text.IndexOf(' ') + 1;
        if (afterTag == 0)
        {
            return null;
        }

        var word = WordAt(text, afterTag);
        var isUid = word.Equals("UID", StringComparison.OrdinalIgnoreCase);
        if (isUid)
        {
            word = WordAt(text, Math.Min(afterTag + 4, text.Length));
        }

        return ImapVerbs.TryFind(word, out var verb) && (!isUid || ImapVerbs.TakesUid(verb)) ? Build(verb, isUid, text) : null;
    }

    private static ImapRequest? Build(ImapVerb verb, bool isUid, string text)
    {
        switch (verb)
        {
            case ImapVerb.Fetch:
                return ImapRegexFetch.Parse(isUid, text);
            case ImapVerb.Store:
                return ImapRegexStore.Parse(isUid, text);
            case ImapVerb.Search:
                return ImapRegexSearch.Parse(isUid, text);
            case ImapVerb.Append:
                return ImapRegexAppend.Parse(text);
            case >= ImapVerb.Noop and <= ImapVerb.StartTls when !isUid:
                var match = ImapExpressions.Bare().Match(text);
                return match.Success ? new(match.Groups[1].Value, verb, false, null) : null;
            default:
                return ImapRegexMailbox.Parse(verb, isUid, text);
        }
    }

    private static ReadOnlySpan<char> WordAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var space = rest.IndexOf(' ');
        return space < 0 ? rest : rest[..space];
    }
}
