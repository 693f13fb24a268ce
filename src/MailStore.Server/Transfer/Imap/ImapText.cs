using System.Globalization;
using System.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Server.Transfer.Imap;

/// <summary>Reads what a server says: words, quoted strings and lists.</summary>
internal sealed class ImapText(string text)
{
    private int _at;

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The next word, string or parenthesis; empty at the end.</summary>
    public string Next()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return "";
        }

        return text[_at] == '"' ? Quoted() : text[_at] is '(' or ')' ? text[_at++].ToString() : Word();
    }

    /// <summary>What stands between parentheses, if a list comes next.</summary>
    public List<string> List()
    {
        var items = new List<string>();
        if (Next() == "(")
        {
            for (var item = Next(); item is not (")" or ""); item = Next())
            {
                items.Add(item);
            }
        }

        return items;
    }

    public static FlagSet Flags(IEnumerable<string> names)
    {
        var (system, keywords) = (SystemFlags.None, new List<Keyword>());
        foreach (var name in names)
        {
            system |= name.ToLowerInvariant() switch
            {
                "\\seen" => SystemFlags.Seen,
                "\\answered" => SystemFlags.Answered,
                "\\flagged" => SystemFlags.Flagged,
                "\\deleted" => SystemFlags.Deleted,
                "\\draft" => SystemFlags.Draft,
                _ => SystemFlags.None,
            };
            if (Keyword.TryCreate(name, out var keyword))
            {
                keywords.Add(keyword);
            }
        }

        return new(system, [.. keywords]);
    }

    /// <summary>RFC 9051 §9, date-time: <c>17-Jul-1996 02:44:25 -0700</c>.</summary>
    public static DateTimeOffset? Date(string word) => DateTimeOffset.TryParseExact(
        word.Trim(), ["d-MMM-yyyy HH:mm:ss zzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : word.Length > 5 && DateTimeOffset.TryParseExact(word.Trim().Insert(word.Trim().Length - 2, ":"), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? date
        : null;

    private string Quoted()
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
            value.Append(text[_at]);
        }

        _at++;
        return value.ToString();
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not (' ' or '(' or ')'))
        {
            _at++;
        }

        return text[start.._at];
    }
}
