using System.Globalization;
using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>Facts about a grammar's rules that the machine and the sentence maker stand on.</summary>
internal sealed class GrammarFacts
{
    /// <summary>Lengths stop growing here, so that a sum never overflows.</summary>
    public const int Endless = 1 << 20;

    private readonly Dictionary<string, int> _shortest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _nested = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByteSet?> _octets = new(StringComparer.Ordinal);

    public GrammarFacts(Grammar grammar)
    {
        Rules = grammar.Rules.ToDictionary(rule => rule.Name, StringComparer.Ordinal);
        foreach (var annotation in grammar.Annotations.Select(item => item.Annotation))
        {
            switch (annotation.Verb)
            {
                case "type":
                    Types.Add(annotation.Words[0].ToLowerInvariant(), annotation);
                    break;
                case "depth":
                    Depths[annotation.Words[0].ToLowerInvariant()] = int.Parse(annotation.Words[1]);
                    break;
                case "commit":
                    Commits.Add(annotation.Words[0].ToLowerInvariant());
                    break;
            }
        }

        FindShortest();
    }

    public Dictionary<string, GrammarRule> Rules { get; }

    /// <summary><c>;@ type</c> annotations by rule.</summary>
    public Dictionary<string, AnnotationModel> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Depths { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Commits { get; } = new(StringComparer.Ordinal);

    public Element Body(string rule) =>
        Rules.TryGetValue(rule, out var found) ? found.Body : throw new InvalidOperationException($"Rule {rule} is not defined.");

    /// <summary>The type of a rule, or empty.</summary>
    public string TypeOf(string rule) => Types.TryGetValue(rule, out var annotation) ? annotation.Words[1] : "";

    public ulong? LimitOf(string rule) => TypeOf(rule) switch
    {
        "u8" => byte.MaxValue,
        "u16" => ushort.MaxValue,
        "u32" => uint.MaxValue,
        "u63" => long.MaxValue,
        "u64" => ulong.MaxValue,
        _ => null,
    };

    /// <summary>What a word is worth that stands for a number: <c>"*"=max</c> is the largest of its type.</summary>
    public ulong NamedNumberOf(string rule)
    {
        var said = Types[rule].Words.First(word => word.Contains('=', StringComparison.Ordinal));
        return said.EndsWith("=max", StringComparison.Ordinal) ? LimitOf(rule)!.Value : ulong.Parse(said[(said.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Rules that a sentence of the start rule may use.</summary>
    public HashSet<string> ReachableFrom(string start)
    {
        var reachable = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Stack<string>([start]);
        while (open.TryPop(out var rule))
        {
            foreach (var reference in References(Body(rule)).Where(reachable.Add))
            {
                open.Push(reference);
            }
        }

        return reachable;
    }

    /// <summary>Length of the element's shortest text.</summary>
    public int Shortest(Element element) => element switch
    {
        LiteralElement literal => literal.Text.Length,
        RangeElement => 1,
        ReferenceElement reference => _shortest.GetValueOrDefault(reference.Rule, Endless),
        SequenceElement sequence => Math.Min(Endless, sequence.Items.Sum(Shortest)),
        ChoiceElement choice => choice.Alternatives.Min(Shortest),
        RepeatElement repeat => repeat.Min == 0 ? 0 : (int)Math.Min(Endless, (long)repeat.Min * Shortest(repeat.Body)),
        _ => throw new InvalidOperationException("Prose has no language."),
    };

    /// <summary>The set, if the element's texts are single octets.</summary>
    public ByteSet? SingleOctet(Element element)
    {
        switch (element)
        {
            case RangeElement range:
                return ByteSet.Range(range.From, range.To);
            case LiteralElement { Text.Length: 1 } literal:
                return ByteSet.OfText(literal.Text[0], literal.CaseSensitive);
            case RepeatElement { Min: 1, Max: 1 } repeat:
                return SingleOctet(repeat.Body);
            case ChoiceElement choice:
                var sets = choice.Alternatives.Select(SingleOctet).ToList();
                return sets.Contains(null) ? null : sets.Aggregate(ByteSet.Empty, (all, set) => all | set!.Value);
            case ReferenceElement reference:
                if (!_octets.TryGetValue(reference.Rule, out var known))
                {
                    _octets[reference.Rule] = null; // A rule that refers to itself is no single octet.
                    known = LimitOf(reference.Rule) is null ? SingleOctet(Body(reference.Rule)) : null;
                    _octets[reference.Rule] = known;
                }

                return known;
            default:
                return null;
        }
    }

    /// <summary>Throws where a recogniser that goes from left to right would not come to an end.</summary>
    public void RefuseLeftRecursion(string start)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in ReachableFrom(start))
        {
            Visit(rule);
        }

        void Visit(string rule)
        {
            if (done.Contains(rule))
            {
                return;
            }

            if (!path.Add(rule))
            {
                throw new InvalidOperationException($"Rule {rule} is left recursive.");
            }

            foreach (var reference in LeftCorners(Body(rule)))
            {
                Visit(reference);
            }

            path.Remove(rule);
            done.Add(rule);
        }
    }

    /// <summary>True for a rule that lies on a way from a rule with a depth back to it.</summary>
    public bool IsNested(string rule)
    {
        if (!_nested.TryGetValue(rule, out var known))
        {
            var reachable = ReachableFrom(rule);
            known = Depths.Keys.Any(deep => (reachable.Contains(deep) && rule != deep && ReachableFrom(deep).Contains(rule)) || rule == deep);
            _nested.Add(rule, known);
        }

        return known;
    }

    public static IEnumerable<Element> Children(Element element) => element switch
    {
        SequenceElement sequence => sequence.Items,
        ChoiceElement choice => choice.Alternatives,
        RepeatElement repeat => [repeat.Body],
        _ => [],
    };

    private static IEnumerable<string> References(Element element) =>
        element is ReferenceElement reference ? [reference.Rule] : Children(element).SelectMany(References);

    private IEnumerable<string> LeftCorners(Element element)
    {
        if (element is not SequenceElement sequence)
        {
            return element is ReferenceElement reference ? [reference.Rule] : Children(element).SelectMany(LeftCorners);
        }

        var empties = sequence.Items.TakeWhile(item => Shortest(item) == 0).Count();
        return sequence.Items.Take(empties + 1).SelectMany(LeftCorners);
    }

    private void FindShortest()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var rule in Rules.Values.Where(rule => rule.Body is not ProseElement))
            {
                var length = Shortest(rule.Body);
                if (length < _shortest.GetValueOrDefault(rule.Name, Endless))
                {
                    _shortest[rule.Name] = length;
                    changed = true;
                }
            }
        }
    }
}
