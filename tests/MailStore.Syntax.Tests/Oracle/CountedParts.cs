using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// A rule <c>;@ type literal counted number64</c> taken apart. The recogniser reads the number from the last run of digits before
/// the octets, so the header is checked to have the number, and no other digit, in that place.
/// </summary>
/// <param name="Header">All items before the octets.</param>
/// <param name="Number">Index of the number in the header.</param>
/// <param name="Octets">What each counted octet may be.</param>
internal sealed record CountedParts(Element[] Header, int Number, ByteSet Octets)
{
    public static CountedParts Of(GrammarFacts facts, Element body, string number)
    {
        if (body is not SequenceElement sequence
            || sequence.Items[^1] is not RepeatElement repeat
            || facts.SingleOctet(repeat.Body) is not { } octets)
        {
            throw new InvalidOperationException("A counted rule ends with a repetition of octets.");
        }

        Element[] header = [.. sequence.Items.Take(sequence.Items.Count - 1)];
        var at = Array.FindIndex(header, item => item is ReferenceElement reference && reference.Rule == number);
        if (at < 1
            || header[at - 1] is not LiteralElement before
            || char.IsAsciiDigit(before.Text[^1])
            || header.Skip(at + 1).Any(item => !(Alphabet(facts, item) & ByteSet.Digits).IsEmpty))
        {
            throw new InvalidOperationException($"A counted header has its number {number} between marks without digits.");
        }

        return new(header, at, octets);
    }

    private static ByteSet Alphabet(GrammarFacts facts, Element element) => element switch
    {
        _ when facts.SingleOctet(element) is { } set => set,
        LiteralElement literal => literal.Text.Aggregate(ByteSet.Empty, (set, c) => set | ByteSet.OfText(c, literal.CaseSensitive)),
        ReferenceElement reference => Alphabet(facts, facts.Body(reference.Rule)),
        _ => GrammarFacts.Children(element).Aggregate(ByteSet.Empty, (set, child) => set | Alphabet(facts, child)),
    };
}
