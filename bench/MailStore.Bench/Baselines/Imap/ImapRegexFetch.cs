using System.Text.RegularExpressions;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

internal static class ImapRegexFetch
{
    private static readonly Dictionary<string, FetchAttribute>.AlternateLookup<ReadOnlySpan<char>> _plain =
        FetchNames.Plain.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<string, (FetchAttribute Attribute, bool IsPeek)>.AlternateLookup<ReadOnlySpan<char>> _sections =
        FetchNames.Sections.GetAlternateLookup<ReadOnlySpan<char>>();

    public static ImapRequest? Parse(bool isUid, string text)
    {
        var match = ImapExpressions.Fetch().Match(text);
        var groups = match.Groups;
        if (!match.Success || !ImapText.TrySet(groups[2].ValueSpan, out var set))
        {
            return null;
        }

        ulong changedSince = 0;
        if (groups[4].Success && !ImapText.TryNumber(groups[4].ValueSpan, out changedSince))
        {
            return null;
        }

        return Items(text, groups[3]) is { } items
            ? new(groups[1].Value, ImapVerb.Fetch, isUid, new FetchArguments(set, items, changedSince, groups[5].Success))
            : null;
    }

    private static List<FetchItem>? Items(string text, Group list)
    {
        var items = new List<FetchItem>(4);
        var isList = text[list.Index] == '(';
        var at = isList ? list.Index + 1 : list.Index;
        var end = list.Index + list.Length;
        while (at < end)
        {
            var match = ImapExpressions.FetchItem().Match(text, at);
            if (!match.Success || Item(match.Groups) is not { } item)
            {
                return null;
            }

            items.Add(item);
            at = match.Index + match.Length;
        }

        return items.Count == 0 || (!isList && items.Count != 1) ? null : items;
    }

    private static FetchItem? Item(GroupCollection groups)
    {
        var name = groups[1].ValueSpan;
        if (!groups[2].Success)
        {
            return _plain.TryGetValue(name, out var attribute) ? new(attribute, false, null, null, 0, 0) : null;
        }

        if (!_sections.TryGetValue(name, out var named))
        {
            return null;
        }

        uint start = 0;
        uint count = 0;
        if (groups[4].Success && !(ImapText.TryNumber(groups[4].ValueSpan, out start) && ImapText.TryNumber(groups[5].ValueSpan, out count)))
        {
            return null;
        }

        List<string>? headers = null;
        if (groups[3].Success)
        {
            var captures = groups[3].Captures;
            headers = new(captures.Count);
            foreach (Capture header in captures)
            {
                headers.Add(header.Value);
            }
        }

        return new(named.Attribute, named.IsPeek, groups[2].Value, headers, start, count);
    }
}
