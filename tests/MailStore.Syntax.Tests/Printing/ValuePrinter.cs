using System.Globalization;
using System.Text;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>
/// Writes a sentence that a value was parsed from, or another that means the same, from the value and the grammar alone: goes through the
/// grammar and takes the ways on which everything that the value says gets written, once, and nothing that it does not say.
/// Where the value says nothing (blanks, comments, a word of two for one thing) the shortest way is tried first.
/// </summary>
internal sealed class ValuePrinter
{
    private const int StepsMax = 400_000;

    private readonly GrammarFacts _facts;
    private readonly RuleNames _names;
    private readonly Spellings _spellings;
    private readonly List<byte> _text = [];
    private IReadOnlyList<FrameParts> _frames = [];
    private int _frame;
    private (string Rule, int Offset) _open = ("", 0);
    private bool _isExact;
    private int _taken;
    private int _steps;

    public ValuePrinter(Grammar grammar, GrammarFacts facts, Random random)
    {
        _facts = facts;
        _names = new(grammar, facts);
        _spellings = new(facts, _names, random);
    }

    /// <summary>
    /// Values that were printed with one standing so that a reader could take it for longer (a word and another behind it, with nothing
    /// between them that must be there): another look decides there.
    /// </summary>
    public int Loose { get; private set; }

    /// <summary>Null if no way through the grammar says what the value says.</summary>
    public byte[]? Print(string start, IReadOnlyList<FrameParts> frames)
    {
        foreach (var isExact in new[] { true, false })
        {
            _text.Clear();
            (_frames, _frame, _open, _isExact, _taken, _steps) = (frames, 0, ("", 0), isExact, 0, 0);
            var scope = new Scope(frames[0].Value, isHeader: true);
            if (Start(start, scope, () => scope.IsDone && _frame == frames.Count - 1))
            {
                Loose += isExact ? 0 : 1;
                return [.. _text];
            }
        }

        return null;
    }

    // A start rule's value is its struct, or holds what the rule is.
    private bool Start(string start, Scope scope, Func<bool> next) => scope.Part.Fields.ContainsKey(PascalName.Of(start))
        ? Reference(start, scope, isStream: false, next)
        : Write(_facts.Body(start), scope, isStream: _names.IsStream(start), next);

    private bool Write(Element element, Scope scope, bool isStream, Func<bool> next) => ++_steps <= StepsMax && element switch
    {
        LiteralElement literal => Append(_spellings.Cased(literal), "", next),
        RangeElement range => Append([(byte)range.From], "", next),
        ReferenceElement reference => Reference(reference.Rule, scope, isStream, next),
        SequenceElement sequence => Sequence(sequence, 0, scope, isStream, next),
        ChoiceElement choice => choice.Alternatives.Any(alternative => Write(alternative, scope, isStream, next)),
        RepeatElement repeat => Repeat(repeat, 0, scope, isStream, next),
        _ => throw new InvalidOperationException("Prose cannot be printed."),
    };

    private bool Sequence(SequenceElement sequence, int at, Scope scope, bool isStream, Func<bool> next) =>
        at == sequence.Items.Count ? next() : Write(sequence.Items[at], scope, isStream, () => Sequence(sequence, at + 1, scope, isStream, next));

    // As often as the value has something for it; what says nothing, as seldom as may be, and once more where that does not do.
    private bool Repeat(RepeatElement repeat, int done, Scope scope, bool isStream, Func<bool> next)
    {
        if (!_names.Captures(repeat.Body))
        {
            byte[] once = _spellings.Shortest(repeat.Body);
            byte[] least = [.. Enumerable.Repeat(once, repeat.Min).SelectMany(octets => octets)];
            return Append(least, "", next) || (repeat.Min < repeat.Max && Append([.. least, .. once], "", next));
        }

        var taken = _taken;
        return (done < repeat.Max && Write(repeat.Body, scope, isStream, () => (done < repeat.Min || _taken > taken) && Repeat(repeat, done + 1, scope, isStream, next)))
            || (done >= repeat.Min && next());
    }

    private bool Reference(string rule, Scope scope, bool isStream, Func<bool> next)
    {
        if (_names.IsCommand(rule))
        {
            return Command(rule, scope, next);
        }

        if (_names.TypedBehind(rule) is not { } typed)
        {
            return Write(_facts.Body(rule), scope, isStream || _names.IsStream(rule), next);
        }

        if (isStream && _facts.TypeOf(typed) == "counted")
        {
            return Stream(typed, scope, next);
        }

        return RuleNames.FieldsOf(rule).Any(field => scope.Next(field) is { } part && Take(scope, field, part.IsWritten || scope.IsList(field), () => Value(typed, part, next)));
    }

    // The keyword is a part of the command's rule, so the verb is said by going in.
    private bool Command(string rule, Scope scope, Func<bool> next)
    {
        // What is outside of commands stands before them.
        var verb = PascalName.Of(rule);
        if (!scope.IsHeader || scope.Part.Word != verb || !scope.IsDoneBut(verb))
        {
            return false;
        }

        var part = scope.Part.Fields.GetValueOrDefault(verb) ?? new Part { IsWritten = false };
        var command = new Scope(part);
        return Take(scope, verb, part.IsWritten, () => Write(_facts.Body(rule), command, isStream: false, () => command.IsDone && next()));
    }

    private bool Value(string rule, Part part, Func<bool> next)
    {
        switch (_facts.TypeOf(rule))
        {
            case "flag":
                return part.IsWritten && Append(_spellings.Shortest(_facts.Body(rule)), "", next);
            case "struct":
                var whole = new Scope(part);
                return Write(_facts.Body(rule), whole, isStream: false, () => whole.IsDone && next());
            case "union":
                return _names.Alternatives(rule).Where(item => item.Name == part.Word).Any(item =>
                {
                    var kind = new Scope(part);
                    return Write(item.Alternative, kind, isStream: false, () => kind.IsDone && next());
                });
            default:
                return _spellings.Of(rule, part).Any(text => Append(text, rule, next));
        }
    }

    // The header alone is in the frame; its octets are anybody's, and behind them the next frame goes on with the command.
    private bool Stream(string rule, Scope scope, Func<bool> next)
    {
        if (_frames[_frame] is not { Streamed: { } size } frame || !scope.IsDone)
        {
            return false;
        }

        var tilde = _spellings.Shortest(_facts.Body(rule))[0] == (byte)'~' ? "~" : "";
        var header = string.Create(CultureInfo.InvariantCulture, $"{tilde}{{{size}{(frame.Waits ? "" : "+")}}}\r\n{new string('x', size)}");
        var taken = _taken++;
        _frame++;
        var rest = _frames[_frame].Value;
        var undo = scope.Continue(rest.Fields.GetValueOrDefault(rest.Word + "Rest") ?? new Part { IsWritten = false });
        if (Append(Encoding.ASCII.GetBytes(header), "", next))
        {
            return true;
        }

        undo();
        _frame--;
        _taken = taken;
        return false;
    }

    /// <param name="counts">The value says that this was written.</param>
    private bool Take(Scope scope, string field, bool counts, Func<bool> next)
    {
        var taken = _taken;
        _taken += counts ? 1 : 0;
        scope.Take(field);
        if (next())
        {
            return true;
        }

        scope.GiveBack(field);
        _taken = taken;
        return false;
    }

    /// <param name="rule">Of a value; empty for what is none.</param>
    private bool Append(byte[] octets, string rule, Func<bool> next)
    {
        var (length, open) = (_text.Count, _open);
        if (octets.Length > 0)
        {
            if (_isExact && open.Rule.Length > 0 && !_spellings.EndsBefore(open.Rule, [.. _text[open.Offset..]], octets))
            {
                return false;
            }

            _text.AddRange(octets);
            _open = (rule, length);
        }

        if (next())
        {
            return true;
        }

        _text.RemoveRange(length, _text.Count - length);
        _open = open;
        return false;
    }
}
