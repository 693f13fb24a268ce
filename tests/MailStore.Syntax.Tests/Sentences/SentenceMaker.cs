using System.Globalization;
using System.Text;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Sentences;

/// <summary>
/// Makes sentences of a grammar by chance: a seed gives the same sentences everywhere. While there are turns that were never
/// taken, each sentence heads for one of them; so a run of some length has used every alternative of every rule.
/// </summary>
internal sealed class SentenceMaker
{
    private const int CountedOctetsMax = 40;
    private const int DepthReserve = 4;

    private static readonly string[] BoundaryNumbers =
    [
        "0", "1", "9", "10", "00", "01", "255", "256", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "9999999999",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "00000000000000000000000000000001",
    ];

    private readonly GrammarFacts _facts;
    private readonly string _start;
    private readonly Random _random;
    private readonly ElementGraph _graph;
    private readonly HashSet<Turn> _untaken;
    private readonly Dictionary<string, byte[][]> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depth = new(StringComparer.Ordinal);

    // Where the present sentence is heading: an element, the way there, and which of its ways to take.
    private Dictionary<Element, int>? _toGoal;
    private Turn _goal;
    private List<byte> _text = [];
    private int _budget;
    private readonly List<Leaf> _leaves = [];
    private int _leafDepth;

    public SentenceMaker(GrammarFacts facts, string start, int seed)
    {
        _facts = facts;
        _start = start;
        _random = new(seed);
        _graph = new(facts, start);
        _untaken = [.. _graph.Turns];
        foreach (var rule in facts.ReachableFrom(start).Where(rule => facts.LimitOf(rule) is not null))
        {
            var recogniser = new Recogniser(facts, rule);
            _numbers[rule] = [.. BoundaryNumbers.Select(Encoding.ASCII.GetBytes).Where(text => recogniser.Recognise(text).IsSentence)];
        }
    }

    /// <summary>Alternatives and repetitions that no sentence has used yet, as text for a test's message.</summary>
    public IEnumerable<string> Untaken => _untaken.Select(turn => $"{_graph.RuleOf(turn.Element)}: {turn.Element.GetType().Name} way {turn.Way}").Order(StringComparer.Ordinal);

    /// <summary>The values that the last sentence was made of, in order.</summary>
    public IReadOnlyList<Leaf> Leaves => _leaves;

    public int TurnCount => _graph.Turns.Count;

    public byte[] Next(int budget = 60)
    {
        _text = [];
        _budget = budget;
        _depth.Clear();
        _leaves.Clear();
        _toGoal = null;
        if (_untaken.Count > 0 && _random.Next(4) != 0)
        {
            _goal = _untaken.ElementAt(_random.Next(_untaken.Count));
            _toGoal = _graph.DistancesTo(_goal.Element);
        }

        Rule(_start, isOnWay: _toGoal is not null);
        return [.. _text];
    }

    private void Make(Element element, bool isOnWay)
    {
        isOnWay = isOnWay && _toGoal is not null;
        switch (element)
        {
            case LiteralElement literal:
                Text(literal);
                break;
            case RangeElement range:
                Write(Octet(ByteSet.Range(range.From, range.To)));
                break;
            case ReferenceElement reference:
                Rule(reference.Rule, isOnWay);
                break;
            case SequenceElement sequence:
                Sequence(sequence.Items, isOnWay);
                break;
            case ChoiceElement choice:
                Choice(choice, isOnWay);
                break;
            case RepeatElement repeat:
                Repeat(repeat, isOnWay);
                break;
            default:
                throw new InvalidOperationException("Prose has no sentences.");
        }
    }

    private void Rule(string rule, bool isOnWay)
    {
        var type = _facts.TypeOf(rule);
        if (type is "" or "struct" or "union" || _leafDepth > 0)
        {
            Body(rule, isOnWay);
            return;
        }

        var (start, index) = (_text.Count, _leaves.Count);
        _leafDepth++;
        Body(rule, isOnWay);
        _leafDepth--;
        _leaves.Insert(index, new(rule, type, start, _text.Count - start));
    }

    private void Body(string rule, bool isOnWay)
    {
        var isDeep = _facts.Depths.ContainsKey(rule);
        if (isDeep)
        {
            _depth[rule] = _depth.GetValueOrDefault(rule) + 1;
            if (_depth[rule] > _facts.Depths[rule] - DepthReserve)
            {
                _budget = Math.Min(_budget, 0);
                isOnWay = false;
            }
        }

        if (_facts.TypeOf(rule) == "counted")
        {
            Counted(_facts.Body(rule), _facts.Types[rule].Words[2].ToLowerInvariant(), isOnWay);
        }
        else if (!isOnWay && _numbers.TryGetValue(rule, out var numbers) && numbers.Length > 0 && _random.Next(4) == 0)
        {
            Write(numbers[_random.Next(numbers.Length)]);
        }
        else
        {
            Make(_facts.Body(rule), isOnWay);
        }

        if (isDeep)
        {
            _depth[rule]--;
        }
    }

    private void Sequence(EquatableArray<Element> items, bool isOnWay)
    {
        var nearest = isOnWay ? Nearest(items) : -1;
        for (var i = 0; i < items.Count; i++)
        {
            Make(items[i], isOnWay && i == nearest);
        }
    }

    private void Choice(ChoiceElement choice, bool isOnWay)
    {
        var way = isOnWay && ReferenceEquals(choice, _goal.Element) ? Reach() : isOnWay ? Nearest(choice.Alternatives) : Pick(choice);
        _untaken.Remove(new(choice, way));
        Make(choice.Alternatives[way], isOnWay);
    }

    private int Pick(ChoiceElement choice)
    {
        if (_budget > 0)
        {
            return _random.Next(choice.Alternatives.Count);
        }

        // The budget is spent: only what is shortest, by chance among equals.
        var lengths = choice.Alternatives.Select(_facts.Shortest).ToArray();
        var least = lengths.Min();
        var shortest = Enumerable.Range(0, lengths.Length).Where(i => lengths[i] == least).ToArray();
        return shortest[_random.Next(shortest.Length)];
    }

    private void Repeat(RepeatElement repeat, bool isOnWay)
    {
        var isGoal = isOnWay && ReferenceEquals(repeat, _goal.Element);
        var extra = isGoal ? Reach() : Extra(repeat);
        var count = repeat.Min + Math.Min(extra, repeat.Max - repeat.Min);
        if (isOnWay && !isGoal && count == 0)
        {
            count = 1;
        }

        if (repeat.Max > repeat.Min)
        {
            _untaken.Remove(new(repeat, count == repeat.Min ? Turn.Least : Turn.More));
        }

        var lead = count == 0 ? -1 : _random.Next(count);
        for (var i = 0; i < count; i++)
        {
            Make(repeat.Body, isOnWay && !isGoal && i == lead);
        }
    }

    private int Extra(RepeatElement repeat)
    {
        if (_budget <= 0 || repeat.Max == repeat.Min)
        {
            return 0;
        }

        if (repeat.Max != RepeatElement.Unbounded && _random.Next(3) == 0)
        {
            return repeat.Max - repeat.Min;
        }

        // Mostly few, now and then many.
        return _random.Next(8) == 0 ? _random.Next(Math.Min(24, _budget)) : _random.Next(4);
    }

    // The goal is met: from here on, chance.
    private int Reach()
    {
        _toGoal = null;
        return _goal.Way;
    }

    private int Nearest(IReadOnlyList<Element> items)
    {
        var nearest = Enumerable.Range(0, items.Count).MinBy(i => _toGoal!.GetValueOrDefault(items[i], int.MaxValue));
        return nearest;
    }

    private void Counted(Element body, string number, bool isOnWay)
    {
        if (body is ChoiceElement choice)
        {
            var way = isOnWay && ReferenceEquals(choice, _goal.Element) ? Reach() : isOnWay ? Nearest(choice.Alternatives) : Pick(choice);
            _untaken.Remove(new(choice, way));
            Counted(choice.Alternatives[way], number, isOnWay);
            return;
        }

        var parts = CountedParts.Of(_facts, body, number);
        var nearest = isOnWay ? Nearest(parts.Header) : -1;
        var size = 0;
        for (var i = 0; i < parts.Header.Length; i++)
        {
            if (i == parts.Number)
            {
                size = Number(number, i == nearest);
            }
            else
            {
                Make(parts.Header[i], i == nearest);
            }
        }

        for (var i = 0; i < size; i++)
        {
            Write(Octet(parts.Octets));
        }
    }

    // A number as the grammar has it, until one is small enough to be counted.
    private int Number(string rule, bool isOnWay)
    {
        var (text, budget) = (_text, _budget);
        for (var attempt = 0; ; attempt++)
        {
            _text = [];
            _budget = attempt < 40 ? 2 : 0;
            Make(_facts.Body(rule), isOnWay && attempt == 0);
            var digits = Encoding.ASCII.GetString(_text.ToArray());
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && (size <= CountedOctetsMax || attempt > 1000))
            {
                (_text, _budget) = (text, budget);
                Write(Encoding.ASCII.GetBytes(digits));
                return size;
            }
        }
    }

    private void Text(LiteralElement literal)
    {
        var style = _random.Next(4);
        foreach (var c in literal.Text)
        {
            var octet = (literal.CaseSensitive ? 0 : style) switch
            {
                1 => char.ToLowerInvariant(c),
                2 => char.ToUpperInvariant(c),
                3 => _random.Next(2) == 0 ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c),
                _ => c,
            };
            Write((byte)octet);
        }
    }

    private byte Octet(ByteSet set)
    {
        // Anything of the set, but mostly what can be read.
        var all = set.ToArray();
        var readable = Array.FindAll(all, octet => char.IsAsciiLetterOrDigit((char)octet));
        var from = readable.Length > 0 && _random.Next(3) != 0 ? readable : all;
        return from[_random.Next(from.Length)];
    }

    private void Write(params ReadOnlySpan<byte> octets)
    {
        _text.AddRange(octets);
        _budget -= octets.Length;
    }
}
