using System.Globalization;
using System.Text;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>The texts that a value without parts of its own may be written as in its place, which the recogniser of its rule takes.</summary>
internal sealed class Spellings(GrammarFacts facts, RuleNames names, Random random)
{
    private readonly Dictionary<string, Recogniser> _rules = new(StringComparer.Ordinal);

    /// <param name="rule">The rule with the type.</param>
    public IEnumerable<byte[]> Of(string rule, Part part) => facts.TypeOf(rule) switch
    {
        "token" => Taken(rule, [part.Octets]),
        "str" or "quoted" or "counted" => part.IsWritten ? Taken(rule, Strings(part)) : [],
        "enum" => Words(rule, part),
        _ => Taken(rule, Numbers(rule, part.Number)),
    };

    /// <summary>False if a reader that takes as much as it can would not stop where a text ends and this follows.</summary>
    public bool EndsBefore(string rule, ReadOnlySpan<byte> text, ReadOnlySpan<byte> next)
    {
        ReadOnlySpan<byte> both = [.. text, .. next];
        var recogniser = RecogniserOf(rule);
        var viable = recogniser.Recognise(both).Viable;
        for (var end = text.Length + 1; end <= viable; end++)
        {
            if (recogniser.Recognise(both[..end]).IsSentence)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The shortest text of an element that a value says nothing of.</summary>
    public byte[] Shortest(Element element) => element switch
    {
        LiteralElement literal => Encoding.Latin1.GetBytes(literal.Text),
        RangeElement range => [(byte)range.From],
        ReferenceElement reference => Shortest(facts.Body(reference.Rule)),
        SequenceElement sequence => [.. sequence.Items.SelectMany(Shortest)],
        ChoiceElement choice => Shortest(choice.Alternatives.MinBy(facts.Shortest)!),
        RepeatElement repeat => [.. Enumerable.Repeat(repeat.Body, repeat.Min).SelectMany(Shortest)],
        _ => throw new InvalidOperationException("Prose has no text."),
    };

    /// <summary>Letters in upper, lower or any case where that says nothing.</summary>
    public byte[] Cased(LiteralElement literal) => literal.CaseSensitive ? Encoding.Latin1.GetBytes(literal.Text) : Cased(literal.Text);

    private byte[] Cased(string text) => Encoding.Latin1.GetBytes(random.Next(3) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        _ => text,
    });

    private IEnumerable<byte[]> Taken(string rule, IEnumerable<byte[]> texts) => texts.Where(text => RecogniserOf(rule).Recognise(text).IsSentence);

    private IEnumerable<byte[]> Strings(Part part)
    {
        if (part.IsNil)
        {
            return ["NIL"u8.ToArray()];
        }

        byte[] quoted = [(byte)'"', .. part.Octets.SelectMany(octet => octet is (byte)'"' or (byte)'\\' ? new[] { (byte)'\\', octet } : [octet]), (byte)'"'];
        var size = part.Octets.Length.ToString(CultureInfo.InvariantCulture);
        byte[] literal = [.. Encoding.ASCII.GetBytes($"{{{size}}}\r\n"), .. part.Octets];
        var atom = part.Octets;

        // As they stand, these would be no string, another one, or a part of one.
        var isLikeOthers = Encoding.Latin1.GetString(atom).Equals("NIL", StringComparison.OrdinalIgnoreCase) || (atom.Length > 0 && atom[0] is (byte)'"' or (byte)'{');
        return isLikeOthers ? [quoted, literal] : random.Next(3) switch
        {
            0 => [atom, quoted, literal, [(byte)'~', .. literal]],
            1 => [quoted, literal, atom, [(byte)'~', .. literal]],
            _ => [literal, quoted, atom, [(byte)'~', .. literal]],
        };
    }

    private IEnumerable<byte[]> Words(string rule, Part part)
    {
        foreach (var (name, alternative) in names.Alternatives(rule))
        {
            if (names.FixedText(alternative) is { } text)
            {
                if (name == part.Word)
                {
                    yield return Cased(text);
                }
            }
            else if (part.Word == "Other")
            {
                yield return part.Octets;
            }
        }
    }

    // Digits, as many as the place asks for, or the word that stands for the number.
    private IEnumerable<byte[]> Numbers(string rule, ulong number)
    {
        foreach (var word in facts.Types[rule].Words.Skip(2).Where(word => word.Contains('=', StringComparison.Ordinal)))
        {
            var end = word.LastIndexOf("\"=", StringComparison.Ordinal);
            if ((word[(end + 2)..] == "max" ? facts.LimitOf(rule)!.Value : ulong.Parse(word[(end + 2)..], CultureInfo.InvariantCulture)) == number)
            {
                yield return Encoding.ASCII.GetBytes(word[1..end]);
            }
        }

        for (var width = 1; width <= 4; width++)
        {
            var digits = number.ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (width == 1 || digits.Length == width)
            {
                yield return Encoding.ASCII.GetBytes(digits);
            }
        }
    }

    private Recogniser RecogniserOf(string rule)
    {
        if (!_rules.TryGetValue(rule, out var recogniser))
        {
            _rules.Add(rule, recogniser = new(facts, rule));
        }

        return recogniser;
    }
}
