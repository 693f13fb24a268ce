using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// The definition of ABNF, taken literally and slowly: where can a text of this element end that begins here? It judges the
/// recogniser on small grammars, and shares no code with it.
/// </summary>
internal sealed class NaiveMatcher(GrammarFacts facts, byte[] input)
{
    private readonly Dictionary<(Element, int), HashSet<int>> _known = new(new ByReference());
    private bool _ranOut;

    public static Verdict Match(GrammarFacts facts, string start, byte[] input)
    {
        var viable = 0;
        for (var length = 1; length <= input.Length && IsViable(facts, start, input[..length]); length++)
        {
            viable = length;
        }

        var ends = new NaiveMatcher(facts, input).Ends(facts.Body(start), 0);
        return new(ends.Contains(input.Length), viable);
    }

    // Going from left to right, every part that is reached can be completed; so if a matcher asks for an octet behind the
    // end, or ends there, some sentence starts like this.
    private static bool IsViable(GrammarFacts facts, string start, byte[] prefix)
    {
        var matcher = new NaiveMatcher(facts, prefix);
        return matcher.Ends(facts.Body(start), 0).Contains(prefix.Length) || matcher._ranOut;
    }

    private HashSet<int> Ends(Element element, int at)
    {
        if (_known.TryGetValue((element, at), out var known))
        {
            return known;
        }

        var ends = Compute(element, at);
        _known.TryAdd((element, at), ends);
        return ends;
    }

    private HashSet<int> Compute(Element element, int at)
    {
        switch (element)
        {
            case LiteralElement literal:
                return Text(literal, at);
            case RangeElement range:
                _ranOut |= at == input.Length;
                return at < input.Length && input[at] >= range.From && input[at] <= range.To ? [at + 1] : [];
            case ReferenceElement reference when facts.TypeOf(reference.Rule) == "counted":
                return Counted(reference.Rule, at);
            case ReferenceElement reference:
                return Ends(facts.Body(reference.Rule), at);
            case ChoiceElement choice:
                return [.. choice.Alternatives.SelectMany(item => Ends(item, at))];
            case SequenceElement sequence:
                return sequence.Items.Aggregate(new HashSet<int> { at }, (starts, item) => [.. starts.SelectMany(start => Ends(item, start))]);
            case RepeatElement repeat:
                return Repeat(repeat, at);
            default:
                throw new InvalidOperationException();
        }
    }

    private HashSet<int> Text(LiteralElement literal, int at)
    {
        foreach (var c in literal.Text)
        {
            if (at == input.Length)
            {
                _ranOut = true;
                return [];
            }

            var same = input[at] == c || (!literal.CaseSensitive && char.ToUpperInvariant((char)input[at]) == char.ToUpperInvariant(c));
            if (!same)
            {
                return [];
            }

            at++;
        }

        return [at];
    }

    private HashSet<int> Repeat(RepeatElement repeat, int at)
    {
        var all = new HashSet<int>();
        var round = new HashSet<int> { at };
        for (var count = 0; round.Count > 0 && count <= repeat.Max; count++)
        {
            var fresh = count < repeat.Min || !round.IsSubsetOf(all);
            if (count >= repeat.Min)
            {
                all.UnionWith(round);
            }

            if (!fresh || count == repeat.Max)
            {
                break;
            }

            round = [.. round.SelectMany(start => Ends(repeat.Body, start))];
        }

        return all;
    }

    private HashSet<int> Counted(string rule, int at)
    {
        var sequence = (SequenceElement)facts.Body(rule);
        var header = new SequenceElement(new([.. sequence.Items.Take(sequence.Items.Count - 1)]));
        var ends = new HashSet<int>();
        foreach (var end in Ends(header, at))
        {
            var digits = input[at..end].Where(octet => char.IsAsciiDigit((char)octet)).Aggregate(0, (n, digit) => Math.Min(1000, (n * 10) + digit - '0'));
            var octet = ((RepeatElement)sequence.Items[^1]).Body;
            var place = end;
            while (place < end + digits && Ends(octet, place).Count > 0)
            {
                place++;
            }

            if (place == end + digits)
            {
                ends.Add(place);
            }
        }

        return ends;
    }

    private sealed class ByReference : IEqualityComparer<(Element Element, int At)>
    {
        public bool Equals((Element Element, int At) x, (Element Element, int At) y) => ReferenceEquals(x.Element, y.Element) && x.At == y.At;

        public int GetHashCode((Element Element, int At) item) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(item.Element), item.At);
    }
}
