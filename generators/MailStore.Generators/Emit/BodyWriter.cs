using System.Globalization;
using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Writes the statements of a procedure's body. They move <c>i</c> forward and return a negative number on failure.</summary>
internal sealed class BodyWriter
{
    private readonly CodeWriter _code;
    private readonly Words _words;
    private readonly Plan _plan;
    private readonly TokenWriter _tokens;
    private readonly ChoiceWriter _choices;
    private readonly ListWriter _lists;

    public BodyWriter(CodeWriter code, Words words, Plan plan, Procedure procedure)
    {
        _code = code;
        _words = words;
        _plan = plan;
        Procedure = procedure;
        _tokens = new(code, words);
        _choices = new(code, words, plan, this);
        _lists = new(code, plan, this);
    }

    public Procedure Procedure { get; }

    /// <summary>The expression of the struct under construction.</summary>
    public string Target { get; set; } = "c";

    public static string Here => "W.Load.U8(ref f, i)";

    public static string At(int distance) => distance == 0 ? Here : "W.Load.U8(ref f, i + " + Number(distance) + ")";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public void Write(Node node)
    {
        switch (node)
        {
            case Node.Text text:
                WriteText(text);
                break;
            case Node.Byte one:
                FailUnless(_words.Test(one.Set, Here, one.Name), ExpectationOf(one));
                _code.Line("i++;");
                break;
            case Node.Token token when Procedure.Kind == ShapeKind.Number:
                NumberWriter.Write(_code, _words, _tokens, token, Procedure.Shape!, Expect(token));
                break;
            case Node.Token token:
                _tokens.Write(token, Expect(token));
                break;
            case Node.Sequence sequence:
                WriteSequence(sequence);
                break;
            case Node.Choice choice:
                _choices.Write(choice);
                break;
            case Node.Repeat repeat:
                WriteRepeat(repeat);
                break;
            case Node.List list:
                _lists.Write(list);
                break;
            case Node.Call call:
                WriteCall(call);
                break;
            case Node.Capture capture:
                WriteCapture(capture, Target + "." + capture.Field.Name);
                break;
            case Node.Mark mark:
                WriteMark(mark);
                break;
        }
    }

    /// <summary>A C# condition over the octets ahead: the decision takes this alternative.</summary>
    public string Condition(Decision decision, int alternative, string rule, int distance = 0)
    {
        var terms = new List<string>();
        foreach (var (set, chosen, further) in decision.Cells)
        {
            if (further is null)
            {
                if (chosen == alternative)
                {
                    terms.Add(_words.Test(set, At(distance), rule));
                }
            }
            else if (further.Alternatives.Contains(alternative))
            {
                terms.Add(_words.Test(set, At(distance), rule) + " && " + Parenthesised(Condition(further, alternative, rule, distance + 1)));
            }
        }

        return terms.Count == 0 ? "false" : terms.Count == 1 ? terms[0] : string.Join(" || ", terms.Select(Parenthesised));
    }

    /// <summary>What a node starts with, in words, and a name for it.</summary>
    public static (string Name, string Text) ExpectationOf(Node node) => node switch
    {
        Node.Text text => Literal(text),
        Node.Byte one => (one.Name, one.Name),
        Node.Token token => (token.Name, token.Name),
        Node.Sequence { Items.Length: > 0 } sequence => ExpectationOf(sequence.Items.FirstOrDefault(static item => item is not Node.Mark) ?? sequence.Items[0]),
        Node.Choice choice => Any(choice),
        Node.Repeat repeat => ExpectationOf(repeat.Body),
        Node.List list => list.Before is Node.Sequence { Items.Length: 0 } ? ExpectationOf(list.Item) : ExpectationOf(list.Before),
        Node.Capture capture => (capture.Shape.Rule, capture.Shape.Rule),
        Node.Call call => (call.Procedure.Rule, call.Procedure.Rule),
        _ => ("nothing", "something else"),
    };

    public string Expect(Node node)
    {
        var (name, text) = ExpectationOf(node);
        return _words.Expect(name, text);
    }

    public void FailUnless(string condition, (string Name, string Text) expectation)
    {
        if (condition == "true")
        {
            return;
        }

        _code.Open("if (!(" + condition + "))");
        _code.Line("return x.Fail(i, " + _words.Expect(expectation.Name, expectation.Text) + ");");
        _code.Close();
        _code.Line();
    }

    /// <summary>Compares fixed text at <c>i + distance</c>, in as few loads as its length allows.</summary>
    public static string Matches(Node.Text text, int distance)
    {
        var terms = new List<string>();
        var at = 0;
        foreach (var size in new[] { 8, 4, 2, 1 })
        {
            while (text.Sets.Length - at >= size)
            {
                terms.Add(Load(text, at, size, distance + at));
                at += size;
            }
        }

        return string.Join(" && ", terms);
    }

    /// <summary>Runs a call whose result is the new position.</summary>
    public void Advance(string call)
    {
        _code.Line("i = " + call + ";");
        _code.Open("if (i < 0)");
        _code.Line("return i;");
        _code.Close();
        _code.Line();
    }

    public void WriteCapture(Node.Capture capture, string place)
    {
        if (capture.Procedure is null)
        {
            var start = _code.Fresh("start");
            _code.Line("int " + start + " = i;");
            Write(capture.Body!);
            _code.Line(place + " = new(" + start + ", i - " + start + ");");
            return;
        }

        if (capture.Shape.IsLazy && place != "item")
        {
            var start = _code.Fresh("start");
            var value = _code.Fresh("value");
            _code.Line("int " + start + " = i;");
            _code.Line(capture.Shape.ValueType + " " + value + " = default;");
            Advance(CallText(capture.Procedure, value));
            _code.Line(place + " = new(" + start + ", i - " + start + ");");
            return;
        }

        Advance(CallText(capture.Procedure, place));
    }

    public static string CallText(Procedure procedure, string place) =>
        procedure.Name + "(ref x, i" + (procedure.Target is null ? "" : ", ref " + place) + (procedure.Kind == ShapeKind.Counted ? ", 0" : "") + ")";

    private static string Parenthesised(string text) => text.Contains(" || ") || text.Contains(" && ") || text.Contains(" or ") ? "(" + text + ")" : text;

    private static (string Name, string Text) Literal(Node.Text text) => text.Upper switch
    {
        " " => ("space", "a space"),
        "\r\n" => ("end of line", "the end of the line"),
        var upper when upper.All(static c => c is > ' ' and < '\x7F') => (char.IsLetterOrDigit(upper[0]) ? upper : "text " + Hex(upper), "\"" + upper + "\""),
        var upper => ("text " + Hex(upper), upper.All(static c => c is >= ' ' and < '\x7F') ? "\"" + upper + "\"" : "octets " + Hex(upper)),
    };

    private static string Hex(string text) => string.Concat(text.Select(static c => ((int)c).ToString("X2", CultureInfo.InvariantCulture)));

    private static (string Name, string Text) Any(Node.Choice choice)
    {
        var parts = choice.Alternatives.Select(static node => ExpectationOf(node).Text).Distinct().ToList();
        var text = parts.Count > 8 ? string.Join(", ", parts.Take(8)) + " or another " + choice.Rule : string.Join(" or ", parts);
        return ("any " + choice.Rule, text);
    }

    private static string Load(Node.Text text, int from, int size, int distance)
    {
        ulong mask = 0, value = 0;
        for (var i = 0; i < size; i++)
        {
            var set = text.Sets[from + i];
            mask |= (set.Count == 1 ? 0xFFUL : 0xDFUL) << (8 * i);
            value |= (ulong)set.First << (8 * i);
        }

        var at = distance == 0 ? "i" : "i + " + Number(distance);
        if (size == 1)
        {
            return mask == 0xFF ? "W.Load.U8(ref f, " + at + ") == " + Words.Octet((int)value) : "(W.Load.U8(ref f, " + at + ") | 0x20) == " + Words.Octet((int)value + 32);
        }

        var load = "W.Load.U" + Number(size * 8) + "(ref f, " + at + ")";
        var full = size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
        var suffix = size == 8 ? "UL" : "u";
        return (mask == full ? load : "(" + load + " & 0x" + mask.ToString("X", CultureInfo.InvariantCulture) + suffix + ")") + " == 0x" + value.ToString("X", CultureInfo.InvariantCulture) + suffix;
    }

    private void WriteText(Node.Text text)
    {
        if (text.Sets.Length == 0)
        {
            return;
        }

        _code.Open("if (!(" + Matches(text, 0) + ")) // " + Literal(text).Text);
        _code.Line(text.Sets.Length == 1
            ? "return x.Fail(i, " + Expect(text) + ");"
            : "return x.FailKeyword(i, " + Words.Utf8(Exact(text) + "\0") + "u8, " + Expect(text) + ");");
        _code.Close();
        _code.Line();
        _code.Line(text.Sets.Length == 1 ? "i++;" : "i += " + Number(text.Sets.Length) + ";");
    }

    public static string Exact(Node.Text text) => text.Upper;

    private void WriteSequence(Node.Sequence sequence)
    {
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            // Neighbouring texts are one comparison.
            if (sequence.Items[i] is Node.Text text)
            {
                var sets = text.Sets.ToList();
                while (i + 1 < sequence.Items.Length && sequence.Items[i + 1] is Node.Text next && sets.Count + next.Sets.Length <= 16)
                {
                    sets.AddRange(next.Sets);
                    i++;
                }

                WriteText(new Node.Text([.. sets]));
                continue;
            }

            Write(sequence.Items[i]);
        }
    }

    private void WriteRepeat(Node.Repeat repeat)
    {
        if (repeat.Max == repeat.Min)
        {
            Rounds(repeat, repeat.Min);
            return;
        }

        var more = Condition(_plan.DecisionOf(repeat), 0, repeat.Rule);
        if (repeat.Max == RepeatElement.Unbounded)
        {
            Rounds(repeat, repeat.Min);
            _code.Open("while (" + more + ")");
            Write(repeat.Body);
            _code.Close();
            _code.Line();
            return;
        }

        if (repeat.Max - repeat.Min == 1)
        {
            Rounds(repeat, repeat.Min);
            _code.Open("if (" + more + ")");
            Write(repeat.Body);
            _code.Close();
            _code.Line();
            return;
        }

        Rounds(repeat, repeat.Min);
        var n = _code.Fresh("n");
        _code.Open("for (int " + n + " = " + Number(repeat.Min) + "; " + n + " < " + Number(repeat.Max) + " && (" + more + "); " + n + "++)");
        Write(repeat.Body);
        _code.Close();
        _code.Line();
    }

    private void Rounds(Node.Repeat repeat, int count)
    {
        if (count <= 2)
        {
            for (var i = 0; i < count; i++)
            {
                Write(repeat.Body);
            }

            return;
        }

        var n = _code.Fresh("n");
        _code.Open("for (int " + n + " = 0; " + n + " < " + Number(count) + "; " + n + "++)");
        Write(repeat.Body);
        _code.Close();
        _code.Line();
    }

    private void WriteCall(Node.Call call)
    {
        if (call.Slot > 0)
        {
            var skipped = _code.Fresh("streamed");
            _code.Line("W.Str " + skipped + " = default;");
            Advance(call.Procedure.Name + "(ref x, i, ref " + skipped + ", (byte)(x.ResumeBase | " + Number(call.Slot) + "))");
            return;
        }

        Advance(CallText(call.Procedure, Target));
    }

    private void WriteMark(Node.Mark mark)
    {
        switch (mark.Kind)
        {
            case MarkKind.Kind:
                _code.Line(Target + (Procedure.Shape!.ValueType == Procedure.Shape.Pascal ? ".Kind" : "") + " = " + Procedure.Shape.Pascal + "Kind." + mark.Name + ";");
                break;
            case MarkKind.Other:
                _code.Line(Target + ".Kind = " + Procedure.Shape!.Pascal + "Kind.Other;");
                _code.Line(Target + ".Text = new(start, i - start);");
                break;
            case MarkKind.Flag:
                _code.Line(Target + "." + mark.Name + " = true;");
                break;
            case MarkKind.Verb:
                _code.Line(Target + ".Verb = " + _plan.Grammar.Name + "Verb." + mark.Name + ";");
                var point = _plan.ResumePoints.Find(known => PascalName.Of(known.Command) == mark.Name);
                if (point.Procedure is not null)
                {
                    _code.Line("x.ResumeBase = " + Number(point.Point & 0xF0) + ";");
                }

                break;
            case MarkKind.Atom:
                _code.Line(Target + " = new(start, i - start, W.StrKind.Atom);");
                break;
            case MarkKind.Nil:
                _code.Line(Target + " = new(start, i - start, W.StrKind.Nil);");
                break;
            case MarkKind.Number:
                _code.Line(Target + " = " + mark.Name + ";");
                break;
        }
    }
}
