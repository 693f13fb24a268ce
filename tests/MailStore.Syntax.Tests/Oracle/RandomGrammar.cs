using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>Small grammars by chance: ambiguous, nullable, recursive, over three letters.</summary>
internal sealed class RandomGrammar(Random random)
{
    private const int RuleCount = 4;

    public Grammar Next()
    {
        var rules = Enumerable.Range(0, RuleCount)
            .Select(i => new GrammarRule($"r{i}", $"r{i}", "random/random.abnf", Make(3)))
            .ToArray();
        return new("Random", "Random", new(["r0"]), new(rules), EquatableArray<GrammarAnnotation>.Empty);
    }

    private Element Make(int depth) => random.Next(depth == 0 ? 3 : 8) switch
    {
        0 => new LiteralElement(Letters(random.Next(1, 3)), caseSensitive: random.Next(2) == 0),
        1 => new RangeElement('a', 'a' + random.Next(3)),
        2 => new ReferenceElement($"r{random.Next(RuleCount)}"),
        3 or 4 => new SequenceElement(new([.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Make(depth - 1))])),
        5 or 6 => new ChoiceElement(new([.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Make(depth - 1))])),
        _ => Repeat(depth),
    };

    private RepeatElement Repeat(int depth)
    {
        var min = random.Next(3);
        var max = random.Next(2) == 0 ? RepeatElement.Unbounded : min + random.Next(1, 3);
        return new(min, max, Make(depth - 1));
    }

    private string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(3))));
}
