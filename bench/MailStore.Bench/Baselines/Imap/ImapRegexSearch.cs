using System.Text.RegularExpressions;

// See ImapExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Imap;

internal static class ImapRegexSearch
{
    private const int DepthMax = 32;

    public static ImapRequest? Parse(bool isUid, string text)
    {
        var match = ImapExpressions.SearchHead().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var groups = match.Groups;
        List<string>? returns = null;
        if (groups[2].Success)
        {
            returns = [];
            foreach (Capture option in groups[2].Captures)
            {
                returns.Add(option.Value);
            }
        }

        var charset = groups[3].Success ? ImapText.Unquote(groups[3].ValueSpan) : null;
        var at = match.Length;
        var keys = Keys(text, ref at, DepthMax);
        return keys is not null && at == text.Length
            ? new(groups[1].Value, ImapVerb.Search, isUid, new SearchArguments(returns, charset, keys))
            : null;
    }

    // Ends at the end of the text or at a closing parenthesis.
    private static List<SearchKey>? Keys(string text, ref int at, int depth)
    {
        var keys = new List<SearchKey>();
        while (true)
        {
            if (Key(text, ref at, depth) is not { } key)
            {
                return null;
            }

            keys.Add(key);
            if (at == text.Length || text[at] != ' ')
            {
                return keys;
            }

            at++;
        }
    }

    private static SearchKey? Key(string text, ref int at, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        var match = ImapExpressions.SearchKey().Match(text, at);
        if (!match.Success)
        {
            return null;
        }

        at += match.Length;
        var groups = match.Groups;
        if (groups[8].Success || groups[10].Success)
        {
            return SetKey(groups[8].Success ? "UID" : "SET", groups[8].Success ? groups[8] : groups[10]);
        }

        if (groups[11].Success)
        {
            return Parenthesised(text, ref at, depth);
        }

        if (groups[9].Success)
        {
            return Nested(text, ref at, depth, groups[9].Length == 2);
        }

        return Simple(groups);
    }

    private static SearchKey? Simple(GroupCollection groups)
    {
        if (groups[1].Success)
        {
            return new(Name(groups[1]), null, null, 0, null, null);
        }

        if (groups[2].Success)
        {
            return new(Name(groups[2]), null, ImapText.Unquote(groups[3].ValueSpan), 0, null, null);
        }

        if (groups[4].Success)
        {
            return ImapText.TryNumber(groups[5].ValueSpan, out ulong number) ? new(Name(groups[4]), null, null, number, null, null) : null;
        }

        return new("HEADER", ImapText.Unquote(groups[6].ValueSpan), ImapText.Unquote(groups[7].ValueSpan), 0, null, null);
    }

    private static SearchKey? SetKey(string name, Group group) =>
        ImapText.TrySet(group.ValueSpan, out var set) ? new(name, null, null, 0, set, null) : null;

    private static SearchKey? Parenthesised(string text, ref int at, int depth)
    {
        var keys = Keys(text, ref at, depth - 1);
        if (keys is null || at == text.Length || text[at] != ')')
        {
            return null;
        }

        at++;
        return new("AND", null, null, 0, null, keys);
    }

    private static SearchKey? Nested(string text, ref int at, int depth, bool isOr)
    {
        var children = new List<SearchKey>(2);
        if (Key(text, ref at, depth - 1) is not { } first)
        {
            return null;
        }

        children.Add(first);
        if (!isOr)
        {
            return new("NOT", null, null, 0, null, children);
        }

        if (at == text.Length || text[at++] != ' ' || Key(text, ref at, depth - 1) is not { } second)
        {
            return null;
        }

        children.Add(second);
        return new("OR", null, null, 0, null, children);
    }

    // The names are few: the one that a lookup already holds saves a string for each key.
    private static string Name(Group group) => SearchNames.TryFind(group.ValueSpan, out var name, out _) ? name : group.Value;
}
