using System.Globalization;
using System.Text;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Syntax.Tests.Sentences;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>
/// Compares what a value holds with what its sentence was made of: each text and string in its place, each number with its value,
/// nothing more, and nothing less. A generic word that happens to be a keyword is the keyword (README, "How alternatives are chosen").
/// </summary>
internal sealed class Expectation(GrammarFacts facts)
{
    private readonly HashSet<string> _keywords = new(
        facts.Rules.Values.SelectMany(rule => Literals(rule.Body)).Select(literal => literal.Trim('"', '=', ' ')), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Recogniser> _rules = new(StringComparer.Ordinal);

    /// <summary>
    /// False if a value that was made could be longer in its place: a parser reads as much as it can, so what the sentence was made of
    /// is then not the only way to read it.
    /// </summary>
    public bool IsPlain(ReadOnlySpan<byte> sentence, IReadOnlyList<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (!_rules.TryGetValue(leaf.Rule, out var rule))
            {
                _rules.Add(leaf.Rule, rule = new(facts, leaf.Rule));
            }

            if (rule.Recognise(sentence[leaf.Offset..]).Viable > leaf.Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Null if they agree.</summary>
    public string? Difference(byte[] sentence, IReadOnlyList<Leaf> leaves, IReadOnlyList<Fact> actual)
    {
        var text = Encoding.Latin1.GetString(sentence);
        var places = new Dictionary<(int, int), Leaf>();
        var words = new HashSet<(int, int)>();
        var numbers = new List<ulong>();
        foreach (var leaf in leaves)
        {
            var written = text.Substring(leaf.Offset, leaf.Length);
            switch (leaf.Type)
            {
                case "token" or "str" or "quoted" or "counted":
                    if (ValueOf(leaf, written) is { } place)
                    {
                        places[place] = leaf;
                    }

                    break;
                case "enum":
                    words.Add((leaf.Offset, leaf.Length));
                    break;
                case "flag":
                    break;
                default:
                    numbers.Add(Number(leaf.Rule, written));
                    break;
            }
        }

        foreach (var fact in actual.Where(fact => fact.Kind is FactKind.Text or FactKind.String && fact.Spelling != StrKind.Nil))
        {
            var place = (fact.Place.Offset, fact.Place.Length);
            if (!places.Remove(place) && !words.Contains(place) && fact.Place.Length > 0)
            {
                return $"{fact.Path} is {fact.Content} at {fact.Place.Offset}, and nothing was made there";
            }
        }

        if (Sorted(numbers) is var made && Sorted(actual.Where(fact => fact.Kind == FactKind.Number).Select(fact => ulong.Parse(fact.Content, CultureInfo.InvariantCulture))) is var read
            && made != read)
        {
            return $"numbers {made} were made, {read} read";
        }

        var missing = places.Values.FirstOrDefault(leaf => leaf.Length > 0 && !_keywords.Contains(text.Substring(leaf.Offset, leaf.Length).Trim('"')));
        return missing.Length == 0 ? null : $"{missing.Rule} '{text.Substring(missing.Offset, missing.Length)}' at {missing.Offset} is not in the value";
    }

    // Where the value of a string lies: between its quotes, or behind its header.
    private static (int Offset, int Length)? ValueOf(Leaf leaf, string written)
    {
        if (leaf.Type == "token")
        {
            return (leaf.Offset, leaf.Length);
        }

        if (written.StartsWith('"'))
        {
            return (leaf.Offset + 1, leaf.Length - 2);
        }

        var header = written.IndexOf("}\r\n", StringComparison.Ordinal) + 3;
        if (header >= 3 && written[0] is '{' or '~')
        {
            return (leaf.Offset + header, leaf.Length - header);
        }

        return written.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? null : (leaf.Offset, leaf.Length);
    }

    // 0 is what an absent number is, too; what "*" is, the grammar says.
    private ulong Number(string rule, string written) =>
        ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : facts.NamedNumberOf(rule);

    private static string Sorted(IEnumerable<ulong> numbers) => string.Join(' ', numbers.Where(number => number != 0).Order());

    private static IEnumerable<string> Literals(Element element) =>
        element is LiteralElement literal ? [literal.Text] : GrammarFacts.Children(element).SelectMany(Literals);
}
