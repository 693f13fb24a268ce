using System.Globalization;
using System.Text;

namespace MailStore.Interop.Tests.Streams;

/// <summary>RFC 9051 §4, without knowing any response: an octet is a letter.</summary>
internal sealed class TokenReader(string text)
{
    private int _at;

    public static List<Token> Read(string response)
    {
        var reader = new TokenReader(response);
        return reader.ReadUntil('\0');
    }

    private List<Token> ReadUntil(char end)
    {
        var tokens = new List<Token>();
        while (_at < text.Length && text[_at] != end)
        {
            if (text[_at] is ' ' or '\r' or '\n')
            {
                _at++;
                continue;
            }

            tokens.Add(ReadOne());
        }

        _at++;
        return tokens;
    }

    private Token ReadOne()
    {
        switch (text[_at])
        {
            case '(':
                _at++;
                return new(null, null, ReadUntil(')'));
            case '"':
                return new(null, ReadQuoted(), null);
            case '{' or '~' when IsLiteral():
                return new(null, ReadLiteral(), null);
            default:
                return new(ReadAtom(), null, null);
        }
    }

    private bool IsLiteral() => text.AsSpan(_at).TrimStart('~').StartsWith("{");

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (_at++; text[_at] != '"'; _at++)
        {
            _at += text[_at] == '\\' ? 1 : 0;
            value.Append(text[_at]);
        }

        _at++;
        return value.ToString();
    }

    private string ReadLiteral()
    {
        var open = text.IndexOf('{', _at);
        var close = text.IndexOf('}', open);
        var length = int.Parse(text.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture);
        _at = close + 3 + length;
        return text.Substring(close + 3, length);
    }

    // A section's brackets belong to the atom, and so does all that stands between them.
    private string ReadAtom()
    {
        var start = _at;
        for (var depth = 0; _at < text.Length; _at++)
        {
            depth += text[_at] == '[' ? 1 : text[_at] == ']' ? -1 : 0;
            if (depth <= 0 && text[_at] is ' ' or '(' or ')' or '\r' && depth <= 0)
            {
                break;
            }
        }

        _at += _at == start ? 1 : 0;
        return text[start.._at];
    }
}
