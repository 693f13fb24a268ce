using System.Text.RegularExpressions;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

internal static class ImapRegexMailbox
{
    public static ImapRequest? Parse(ImapVerb verb, bool isUid, string text)
    {
        var match = ExpressionFor(verb).Match(text);
        if (!match.Success)
        {
            return null;
        }

        var groups = match.Groups;
        List<NumberRange>? set = null;
        var firstString = 2;
        if (verb is ImapVerb.Copy or ImapVerb.Move or ImapVerb.Expunge)
        {
            if (!ImapText.TrySet(groups[2].ValueSpan, out set))
            {
                return null;
            }

            firstString = 3;
        }

        return Arguments(verb, groups, set, firstString) is { } arguments ? new(groups[1].Value, verb, isUid, arguments) : null;
    }

    private static Regex ExpressionFor(ImapVerb verb) => verb switch
    {
        ImapVerb.Login or ImapVerb.Rename or ImapVerb.Lsub => ImapExpressions.TwoStrings(),
        ImapVerb.Authenticate => ImapExpressions.Authenticate(),
        ImapVerb.Select or ImapVerb.Examine or ImapVerb.Create or ImapVerb.Status => ImapExpressions.MailboxWithOptions(),
        ImapVerb.List => ImapExpressions.List(),
        ImapVerb.Copy or ImapVerb.Move => ImapExpressions.Copy(),
        ImapVerb.Expunge => ImapExpressions.UidExpunge(),
        ImapVerb.Enable => ImapExpressions.Enable(),
        ImapVerb.Id => ImapExpressions.Id(),
        _ => ImapExpressions.OneString(),
    };

    private static MailboxArguments? Arguments(ImapVerb verb, GroupCollection groups, List<NumberRange>? set, int firstString)
    {
        var strings = new List<string>(2);
        List<string>? options = null;
        switch (verb)
        {
            case ImapVerb.Expunge:
                break;
            case ImapVerb.Enable:
                AddCaptures(strings, groups[2], unquote: false);
                break;
            case ImapVerb.Id when groups[2].Success:
                strings.Add(groups[2].Value);
                break;
            case ImapVerb.Id:
                AddCaptures(options = [], groups[3], unquote: true);
                break;
            case ImapVerb.List:
                strings.Add(ImapText.Unquote(groups[3].ValueSpan));
                strings.Add(ImapText.Unquote(groups[4].ValueSpan));
                if (groups[2].Success || groups[5].Success)
                {
                    AddCaptures(options = [], groups[2], unquote: false);
                    AddCaptures(options, groups[5], unquote: false);
                }

                break;
            case ImapVerb.Select or ImapVerb.Examine or ImapVerb.Create or ImapVerb.Status:
                strings.Add(ImapText.Unquote(groups[2].ValueSpan));
                if (groups[3].Success)
                {
                    AddCaptures(options = [], groups[3], unquote: false);
                }
                else if (verb == ImapVerb.Status)
                {
                    return null;
                }

                break;
            default:
                for (var i = firstString; i < groups.Count && groups[i].Success; i++)
                {
                    strings.Add(ImapText.Unquote(groups[i].ValueSpan));
                }

                break;
        }

        return new(set, strings, options);
    }

    private static void AddCaptures(List<string> target, Group group, bool unquote)
    {
        foreach (Capture capture in group.Captures)
        {
            target.Add(unquote ? ImapText.Unquote(capture.ValueSpan) : capture.Value);
        }
    }
}
