using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Writes quoted strings: a fast run over plain octets, a stop at each escape, a search for the end where the text is long.</summary>
internal sealed class QuotedWriter(CodeWriter code, Words words, BodyWriter body)
{
    /// <summary>The form that is understood: open, any number of plain octets or of escape and octet, close.</summary>
    public static (Node.Text Open, ByteSet Plain, Node.Text? Escape, ByteSet? Escaped, Node.Text Close)? Parts(Node node)
    {
        var inner = node is Node.Token token ? token.Body : node;
        if (inner is not Node.Sequence { Items: [Node.Text { Sets.Length: 1 } open, var repeat, Node.Text { Sets.Length: 1 } close] }
            || (repeat is Node.Token inside ? inside.Body : repeat) is not Node.Repeat { Min: 0, Max: RepeatElement.Unbounded } loop)
        {
            return null;
        }

        var parts = loop.Body is Node.Choice choice ? choice.Alternatives : [loop.Body];
        var plain = parts.Select(SetOf).Where(static set => set is not null).Aggregate(ByteSet.Empty, static (all, set) => all | set!);
        if (plain.Overlaps(close.Sets[0]))
        {
            return null; // The run would swallow the end.
        }

        return parts.Where(static part => SetOf(part) is null).ToList() switch
        {
            [] => (open, plain, null, null, close),
            [Node.Sequence { Items: [Node.Text { Sets.Length: 1 } escape, var escaped] }] when SetOf(escaped) is { } set && !plain.Overlaps(escape.Sets[0]) => (open, plain, escape, set, close),
            _ => null,
        };
    }

    public void Write(Procedure procedure)
    {
        if (Parts(procedure.Body) is not { } parts)
        {
            WriteAsToken(procedure);
            return;
        }

        body.FailUnless(words.Test(parts.Open.Sets[0], Test.Here, procedure.Rule), (procedure.Rule, words.Said(procedure.Rule)));
        code.Line("nint start = ++i;");
        var rest = ("rest of " + procedure.Rule, "the rest of a quoted string");
        if (parts.Escape is null)
        {
            WriteRun(parts.Plain, procedure.Rule);
            body.FailUnless(words.Test(parts.Close.Sets[0], Test.Here, procedure.Rule), rest);
            code.Line("c = new((int)start, (int)(i - start), W.StrKind.Quoted);");
            code.Line("return i + 1;");
            return;
        }

        code.Line("W.StrKind kind = W.StrKind.Quoted;");
        code.Open("while (true)");
        WriteRun(parts.Plain, procedure.Rule);
        code.Open("if (" + words.Test(parts.Close.Sets[0], Test.Here, procedure.Rule) + ")");
        code.Line("c = new((int)start, (int)(i - start), kind);");
        code.Line("return i + 1;");
        code.Close();
        code.Line();
        body.FailUnless(words.Test(parts.Escape.Sets[0], Test.Here, procedure.Rule), rest);
        code.Line("i++;");
        body.FailUnless(words.Test(parts.Escaped!, Test.Here, procedure.Rule), ("escaped octet", "an octet that may be escaped"));
        code.Line("i++;");
        code.Line("kind = W.StrKind.Escaped;");
        code.Close();
    }

    // Folded lines and the like: the automaton finds the end, then one look tells whether anything is escaped.
    private void WriteAsToken(Procedure procedure)
    {
        code.Line("nint start = i + 1;");
        body.Write(new Node.Token(procedure.Rule, procedure.Body, DfaMaker.Make(procedure.Body)));
        code.Line("bool isEscaped = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref f, start), (int)(i - 1 - start)).Contains((byte)'\\\\');");
        code.Line("c = new((int)start, (int)(i - 1 - start), isEscaped ? W.StrKind.Escaped : W.StrKind.Quoted);");
        code.Line("return i;");
    }

    private static ByteSet? SetOf(Node node) => node switch
    {
        Node.Byte one => one.Set,
        Node.Text { Sets.Length: 1 } text => text.Sets[0],
        _ => null,
    };

    private void WriteRun(ByteSet plain, string rule)
    {
        if (words.EndOfRun(plain, "i", rule) is { } run)
        {
            code.Line("i = " + run + ";");
            return;
        }

        code.Open("while (" + words.Test(plain, Test.Here, rule) + ")");
        code.Line("i++;");
        code.Close();
        code.Line();
    }
}
