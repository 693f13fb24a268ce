using System.Text;

namespace MailStore.Transcripts.Scripts;

/// <summary>
/// A response as a script expects it. <c>&lt;text&gt;</c> is anything, <c>&lt;name&gt;</c> a word that is the same wherever it stands,
/// and <c>{=file}</c> the octets of a message as a literal.
/// </summary>
internal static class Expectation
{
    public static bool Matches(string pattern, string response, Dictionary<string, string> captures)
    {
        var found = new Dictionary<string, string>(captures, StringComparer.Ordinal);
        if (!Matches(pattern, 0, response, 0, found))
        {
            return false;
        }

        foreach (var (name, value) in found)
        {
            captures[name] = value;
        }

        return true;
    }

    /// <summary>What a client sends, with what was captured put in.</summary>
    public static string Fill(string text, Dictionary<string, string> captures)
    {
        var filled = new StringBuilder(text);
        foreach (var (name, value) in captures)
        {
            filled.Replace($"<{name}>", value);
        }

        return filled.ToString();
    }

    private static bool Matches(string pattern, int at, string response, int from, Dictionary<string, string> captures)
    {
        while (at < pattern.Length)
        {
            if (pattern[at] == '<' && NameAt(pattern, at) is { } name)
            {
                return MatchesName(name, pattern, at + name.Length + 2, response, from, captures);
            }

            if (from >= response.Length || pattern[at] != response[from])
            {
                return false;
            }

            at++;
            from++;
        }

        return from == response.Length;
    }

    private static bool MatchesName(string name, string pattern, int at, string response, int from, Dictionary<string, string> captures)
    {
        if (name != "text" && captures.TryGetValue(name, out var known))
        {
            return response.AsSpan(from).StartsWith(known) && Matches(pattern, at, response, from + known.Length, captures);
        }

        // The longest first; a word ends where a set, a list or a code would.
        var end = from;
        while (end < response.Length && (name == "text" || response[end] is not (' ' or ')' or ']' or '\r')))
        {
            end++;
        }

        for (; end >= from + (name == "text" ? 0 : 1); end--)
        {
            if (name != "text")
            {
                captures[name] = response[from..end];
            }

            if (Matches(pattern, at, response, end, captures))
            {
                return true;
            }
        }

        captures.Remove(name);
        return false;
    }

    // A range behind BODY[] stands in the same brackets: only what starts with a letter is a name.
    private static string? NameAt(string pattern, int at)
    {
        var end = pattern.IndexOf('>', at);
        return end > at + 1 && char.IsAsciiLetterLower(pattern[at + 1]) ? pattern[(at + 1)..end] : null;
    }
}
