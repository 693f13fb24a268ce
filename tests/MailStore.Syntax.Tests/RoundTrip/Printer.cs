using System.Text;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>
/// Writes a parsed value anew: each string in another spelling (atom, quoted, literal) from its unescaped value, and keywords in the other
/// case. What the grammar does not allow in a place is left as it was. The result means the same, so it has to parse to the same value.
/// </summary>
internal sealed class Printer(string grammar, Recogniser recogniser, Random random)
{
    /// <summary>Strings that were written in another way.</summary>
    public int Respelled { get; private set; }

    /// <summary>Texts whose keywords were written in the other case.</summary>
    public int Recased { get; private set; }

    public byte[] Print(byte[] sentence, IReadOnlyList<Fact> facts)
    {
        var text = Recase(Encoding.Latin1.GetString(sentence), facts);

        // From the end, so that places before stay good.
        foreach (var fact in facts.Where(fact => fact.Kind == FactKind.String && fact.Spelling is not (StrKind.Nil or StrKind.Streamed)).OrderByDescending(fact => fact.Place.Offset))
        {
            var (start, end) = Written(text, fact);
            foreach (var spelling in Spellings(fact.Content[1..^1], fact.Spelling))
            {
                var changed = text[..start] + spelling + text[end..];
                if (recogniser.Recognise(Encoding.Latin1.GetBytes(changed)).IsSentence)
                {
                    text = changed;
                    Respelled++;
                    break;
                }
            }
        }

        return Encoding.Latin1.GetBytes(text);
    }

    private static (int Start, int End) Written(string text, Fact fact)
    {
        var (start, end) = (fact.Place.Offset, fact.Place.Offset + fact.Place.Length);
        switch (fact.Spelling)
        {
            case StrKind.Quoted or StrKind.Escaped:
                return (start - 1, end + 1);
            case StrKind.Literal:
                start = text.LastIndexOf('{', start - 1);
                return (start > 0 && text[start - 1] == '~' ? start - 1 : start, end);
            default:
                return (start, end);
        }
    }

    // Where words may touch each other (a header's value), a bare word would become part of its neighbour.
    private List<string> Spellings(string value, StrKind spelling)
    {
        var all = new List<string>();
        if (grammar == "Imap")
        {
            all.AddRange([$"{{{value.Length}}}\r\n{value}", $"{{00{value.Length}+}}\r\n{value}", $"~{{{value.Length}}}\r\n{value}"]);
        }

        if (grammar != "Message" && spelling != StrKind.Atom && value.Length > 0 && value.All(char.IsAsciiLetterOrDigit))
        {
            all.Add(value);
        }

        if (spelling is not (StrKind.Quoted or StrKind.Escaped))
        {
            all.Add($"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
        }

        return [.. all.OrderBy(_ => random.Next())];
    }

    private string Recase(string text, IReadOnlyList<Fact> facts)
    {
        var flipped = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
        {
            flipped[i] = char.IsAsciiLetterUpper(text[i]) ? char.ToLowerInvariant(text[i]) : char.IsAsciiLetterLower(text[i]) ? char.ToUpperInvariant(text[i]) : text[i];
        }

        foreach (var fact in facts)
        {
            for (var i = fact.Place.Offset; i < fact.Place.Offset + fact.Place.Length; i++)
            {
                flipped[i] = text[i];
            }
        }

        var changed = flipped.ToString();
        if (changed == text || !recogniser.Recognise(Encoding.Latin1.GetBytes(changed)).IsSentence)
        {
            return text;
        }

        Recased++;
        return changed;
    }
}
