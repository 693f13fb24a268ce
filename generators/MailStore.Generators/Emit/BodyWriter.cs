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

    public ListWriter Lists => _lists;

    /// <summary>The expression of the struct under construction.</summary>
    public string Target { get; set; } = "c";

    /// <summary>The choice whose keyword the caller has looked up: its end and its row are parameters, the row is null if it was none.</summary>
    public Node? LookedUp { get; set; }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="known">What a look has learnt of the octets ahead: they are not tested again.</param>
    public void Write(Node node, IReadOnlyList<ByteSet>? known = null)
    {
        known ??= [];
        switch (node)
        {
            case Node.Text text:
                WriteText(text, known);
                break;
            case Node.Byte one:
                if (!Test.IsKnown(one.Set, known))
                {
                    FailUnless(_words.Test(one.Set, Test.Here, one.Name), _words.Expectation.Of(one));
                }

                _code.Line("i++;");
                break;
            case Node.Token token when Procedure.Kind == ShapeKind.Number:
                NumberWriter.Write(_code, _words, _tokens, token, Procedure.Shape!, Expect(token), known);
                break;
            case Node.Token token:
                _tokens.Write(token, Expect(token), known);
                break;
            case Node.Sequence sequence:
                WriteSequence(sequence, known);
                break;
            case Node.Choice choice:
                _choices.Write(choice);
                break;
            case Node.Repeat repeat:
                WriteRepeat(repeat);
                break;
            case Node.List list:
                _lists.Write(list, known);
                break;
            case Node.Call call:
                WriteCall(call);
                break;
            case Node.Capture capture:
                WriteCapture(capture, Target + "." + capture.Field.Name, known);
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
                    terms.Add(_words.Test(set, Test.At(distance), rule));
                }
            }
            else if (further.Alternatives.Contains(alternative))
            {
                terms.Add(_words.Test(set, Test.At(distance), rule) + " && " + Test.Parenthesised(Condition(further, alternative, rule, distance + 1)));
            }
        }

        return terms.Count == 0 ? "false" : terms.Count == 1 ? terms[0] : string.Join(" || ", terms.Select(Test.Parenthesised));
    }

    public string Expect(Node node)
    {
        var (name, text) = _words.Expectation.Of(node);
        return _words.Expect(name, text);
    }

    public void FailUnless(string condition, (string Name, string Text) expectation)
    {
        if (condition == "true")
        {
            return;
        }

        _code.Open("if (" + Test.Not(condition) + ")");
        _code.Line("return x.Fail(i, " + _words.Expect(expectation.Name, expectation.Text) + ");");
        _code.Close();
        _code.Line();
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

    public void WriteCapture(Node.Capture capture, string place, IReadOnlyList<ByteSet> known)
    {
        if (capture.Procedure is null)
        {
            var start = _code.Fresh("start");
            _code.Line("nint " + start + " = i;");
            if (capture.Body is Node.Token token && Procedure.Scope?.Kind == ScopeKind.Header)
            {
                // Tags of one client have one length, which a loop learns.
                _tokens.Write(token, Expect(token), known, isShort: true);
            }
            else
            {
                Write(capture.Body!, known);
            }

            _code.Line(place + " = new(" + Between(start, "i") + ");");
            return;
        }

        if (capture.Shape.IsLazy && place != "item")
        {
            var start = _code.Fresh("start");
            var value = _code.Fresh("value");
            _code.Line("nint " + start + " = i;");
            _code.Line(capture.Shape.ValueType + " " + value + " = default;");
            Advance(CallText(capture.Procedure, value));
            _code.Line(place + " = new(" + Between(start, "i") + ");");
            return;
        }

        Advance(CallText(capture.Procedure, place));
    }

    /// <summary>The arguments of a slice: positions are as wide as pointers, which loads take as they are; values keep 32 bits.</summary>
    public static string Between(string start, string end) => "(int)" + start + ", (int)(" + end + " - " + start + ")";

    public static string CallText(Procedure procedure, string place) =>
        procedure.Name + "(ref x, i" + (procedure.Target is null ? "" : ", ref " + place) + (procedure.Kind == ShapeKind.Counted ? ", 0" : "") + ")";

    private void WriteText(Node.Text text, IReadOnlyList<ByteSet> known)
    {
        if (text.Sets.Length == 0)
        {
            return;
        }

        var tested = 0;
        while (tested < Math.Min(known.Count, text.Sets.Length) && known[tested].IsSubsetOf(text.Sets[tested]))
        {
            tested++;
        }

        if (tested < text.Sets.Length)
        {
            _code.Open("if (" + Test.Not(Test.Matches(text.From(tested), tested)) + ") // " + Signs.Of(text.Upper).Text);
            _code.Line(text.Sets.Length == 1
                ? "return x.Fail(i, " + Expect(text) + ");"
                : "return x.FailKeyword(i, " + Words.Keywords([text]) + ", " + Expect(text) + ");");
            _code.Close();
            _code.Line();
        }

        _code.Line((text.Sets.Length == 1 ? "i++;" : "i += " + Number(text.Sets.Length) + ";") + (tested == text.Sets.Length ? " // " + Signs.Of(text.Upper).Text : ""));
    }

    private void WriteSequence(Node.Sequence sequence, IReadOnlyList<ByteSet> known)
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

                WriteText(new Node.Text([.. sets]), known);
            }
            else if (sequence.Items[i] is Node.Capture capture && PairAt(sequence, i) is { } pair)
            {
                // The sign behind is found with the pair; longer text is compared as ever.
                var sign = sequence.Items[i + 1] is Node.Text { Sets.Length: 1 } one && (i + 2 == sequence.Items.Length || sequence.Items[i + 2] is not Node.Text) ? one : null;
                WritePair(pair, capture, sign, known);
                i += sign is null ? 0 : 1;
            }
            else
            {
                Write(sequence.Items[i], known);
            }

            if (sequence.Items[i] is not Node.Mark)
            {
                known = [];
            }
        }
    }

    private PairRun? PairAt(Node.Sequence sequence, int at) =>
        at + 1 < sequence.Items.Length ? PairRun.Of(_plan, (Node.Capture)sequence.Items[at], sequence.Items[at + 1]) : null;

    private void WritePair(PairRun pair, Node.Capture capture, Node.Text? sign, IReadOnlyList<ByteSet> known)
    {
        var all = _code.Fresh("end");
        _code.Line("nint " + all + " = " + _words.PairOf(pair) + "(ref f, i, ref " + Target + "." + capture.Field.Name + ");");
        _code.Open("if (" + all + " >= 0)");
        _code.Line("i = " + all + (sign is null ? "" : " + 1") + ";");
        _code.Close();
        _code.Open("else");
        Write(capture, known);
        if (sign is not null)
        {
            WriteText(sign, []);
        }

        _code.Close();
        _code.Line();
    }

    /// <summary>Says how far octets fitted where the decision to go into a node, its first alternative, was negative.</summary>
    public void WriteMiss(string head, Decision decision, string rule, Node node)
    {
        if (MissWriter.IsNeeded(decision, 0))
        {
            new MissWriter(_code, _words).Write(head, decision, 0, rule, Expect(node));
        }
    }

    private void WriteRepeat(Node.Repeat repeat)
    {
        if (repeat.Max == repeat.Min)
        {
            Rounds(repeat, repeat.Min);
            return;
        }

        var decision = _plan.DecisionOf(repeat);
        var more = Condition(decision, 0, repeat.Rule);
        if (repeat.Max == RepeatElement.Unbounded)
        {
            Rounds(repeat, repeat.Min);
            _code.Open("while (" + more + ")");
            Write(repeat.Body, decision.Known(0));
            _code.Close();
            _code.Line();
            WriteMiss("if", _plan.DecisionOf(repeat), repeat.Rule, repeat.Body);
            return;
        }

        if (repeat.Max - repeat.Min == 1)
        {
            Rounds(repeat, repeat.Min);
            _code.Open("if (" + more + ")");
            Write(repeat.Body, decision.Known(0));
            _code.Close();
            WriteMiss("else if", _plan.DecisionOf(repeat), repeat.Rule, repeat.Body);
            _code.Line();
            return;
        }

        Rounds(repeat, repeat.Min);
        var n = _code.Fresh("n");
        _code.Open("for (int " + n + " = " + Number(repeat.Min) + "; " + n + " < " + Number(repeat.Max) + " && (" + more + "); " + n + "++)");
        Write(repeat.Body, decision.Known(0));
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
                _code.Line(Target + ".Text = new(" + Between("start", "i") + ");");
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
                _code.Line(Target + " = new(" + Between("start", "i") + ", W.StrKind.Atom);");
                break;
            case MarkKind.Nil:
                _code.Line(Target + " = new(" + Between("start", "i") + ", W.StrKind.Nil);");
                break;
            case MarkKind.Number:
                _code.Line(Target + " = " + mark.Name + ";");
                break;
        }
    }
}
