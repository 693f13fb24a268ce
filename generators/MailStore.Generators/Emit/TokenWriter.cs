using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes automata: class loops where they are that, else labels and jumps.</summary>
internal sealed class TokenWriter(CodeWriter code, Words words)
{
    private const string Here = "W.Load.U8(ref f, i)";

    /// <summary>Automata of more states are tables: code of that size would be read by nobody and cached by no processor.</summary>
    private const int JumpStatesMax = 16;

    /// <summary>A state that so many octets lead back to has many rounds.</summary>
    private const int RoundsMin = 32;

    public void Write(Node.Token token, string expect, IReadOnlyList<ByteSet> known, bool isShort = false)
    {
        var dfa = token.Dfa;
        if (Loop(dfa) is { } loop)
        {
            WriteLoop(loop.First, loop.More, token.Name, expect, known, isShort);
        }
        else if (IsEndedBy(dfa, '\r', '\n'))
        {
            // A line ends so nearly always.
            code.Open("if (W.Load.U16(ref f, i) == 0x0A0Du)");
            code.Line("i += 2;");
            code.Close();
            code.Open("else");
            WriteCall(token, expect);
            code.Close();
            code.Line();
        }
        else
        {
            WriteCall(token, expect);
        }
    }

    private void WriteCall(Node.Token token, string expect)
    {
        code.Line("i = " + words.TokenOf(token.Dfa, token.Name, expect) + "(ref x, i);");
        code.Open("if (i < 0)");
        code.Line("return i;");
        code.Close();
        code.Line();
    }

    // These octets are a token, and none is longer.
    private static bool IsEndedBy(Dfa dfa, params int[] octets)
    {
        var state = 0;
        foreach (var octet in octets)
        {
            var next = dfa.Moves(state).Where(move => move.Set.Contains(octet)).ToList();
            if (next.Count == 0)
            {
                return false;
            }

            state = next[0].Target;
        }

        return dfa.Accepts(state) && dfa.Moves(state).Count == 0;
    }

    /// <summary>The method of a token that is more than a loop.</summary>
    public void WriteMethod(string name, Dfa dfa, string rule, string expect)
    {
        code.Open("public static nint " + name + "(ref W.Scan x, nint i)");
        code.Line("ref byte f = ref x.F;");
        if (LocalAutomaton.Of(dfa) is { } local)
        {
            local.Write(code, expect);
        }
        else if (dfa.Count <= JumpStatesMax)
        {
            WriteJumps(dfa, rule, expect);
        }
        else
        {
            WriteTable(dfa, rule, expect);
        }

        code.Close();
        code.Line();
    }

    /// <summary><c>*C</c> has no first set; <c>C *D</c> has one.</summary>
    public static (ByteSet? First, ByteSet More)? Loop(Dfa dfa)
    {
        if (dfa.Count == 1 && dfa.Accepts(0) && dfa.Moves(0).Count == 1)
        {
            return (null, dfa.Moves(0)[0].Set);
        }

        return dfa.Count == 2 && !dfa.Accepts(0) && dfa.Accepts(1) && dfa.Moves(0) is [{ Target: 1 }] && dfa.Moves(1) is [{ Target: 1 }]
            ? (dfa.Moves(0)[0].Set, dfa.Moves(1)[0].Set)
            : null;
    }

    private void WriteLoop(ByteSet? first, ByteSet more, string name, string expect, IReadOnlyList<ByteSet> known, bool isShort)
    {
        if (first is null)
        {
            code.Open("while (" + words.Test(more, Here, name) + ")");
            code.Line("i++;");
            code.Close();
            code.Line();
            return;
        }

        if (isShort && first.Equals(more) && words.EndOfShort(more, name) is { } small)
        {
            var end = code.Fresh("end");
            code.Line("nint " + end + " = " + small + ";");
            code.Open("if (" + end + " == i)");
            code.Line("return x.Fail(i, " + expect + ");");
            code.Close();
            code.Line();
            code.Line("i = " + end + ";");
            return;
        }

        if (!Test.IsKnown(first, known))
        {
            code.Open("if (" + Test.Not(words.Test(first, Here, name)) + ")");
            code.Line("return x.Fail(i, " + expect + ");");
            code.Close();
            code.Line();
        }

        if (!isShort && words.EndOfRun(more, "i + 1", name) is { } run)
        {
            code.Line("i = " + run + ";");
            return;
        }

        code.Open("do");
        code.Line("i++;");
        code.Close();
        code.Line("while (" + words.Test(more, Here, name) + ");");
        code.Line();
    }

    // A state that accepts may lead to one that does not: then the last accepting place is where the token ends.
    private void WriteJumps(Dfa dfa, string name, string expect)
    {
        var behind = Reached(dfa, Enumerable.Range(0, dfa.Count).Where(dfa.Accepts), static _ => true);
        var before = Reached(dfa, dfa.Accepts(0) ? [] : [0], state => !dfa.Accepts(state));
        var tracks = behind.Any(state => !dfa.Accepts(state));
        if (tracks)
        {
            code.Line("nint end = -1;");
        }

        for (var state = 0; state < dfa.Count; state++)
        {
            code.Label("S" + Text(state));
            var rounds = dfa.Moves(state).Where(move => move.Target == state && move.Set.Count > RoundsMin).Select(move => words.EndOfRun(move.Set, "i", name)).FirstOrDefault();
            if (rounds is not null)
            {
                code.Line("i = " + rounds + ";");
            }

            if (tracks && dfa.Accepts(state))
            {
                code.Line("end = i;");
            }

            foreach (var (set, target) in dfa.Moves(state).Where(move => rounds is null || move.Target != state))
            {
                code.Open("if (" + words.Test(set, Here, name) + ")");
                code.Line("i++;");
                code.Line("goto S" + Text(target) + ";");
                code.Close();
                code.Line();
            }

            WriteEnd(dfa.Accepts(state), behind.Contains(state), before.Contains(state), expect);
        }
    }

    // Where no octet leads on: the token ends here, or at the last place where it could, or nowhere.
    private void WriteEnd(bool accepts, bool mayEndBefore, bool mayNotEndBefore, string expect)
    {
        if (accepts)
        {
            code.Line("return i;");
            return;
        }

        if (!mayEndBefore)
        {
            code.Line("return x.Fail(i, " + expect + ");");
            return;
        }

        if (mayNotEndBefore)
        {
            code.Open("if (end < 0)");
            code.Line("return x.Fail(i, " + expect + ");");
            code.Close();
            code.Line();
        }

        code.Line("x.Reach(i, " + expect + ");");
        code.Line("return end;");
    }

    /// <summary>The states that some of these lead to, through states that fit; with these themselves.</summary>
    private static HashSet<int> Reached(Dfa dfa, IEnumerable<int> from, Func<int, bool> fits)
    {
        var reached = new HashSet<int>(from);
        var work = new Stack<int>(reached);
        while (work.Count > 0)
        {
            foreach (var (_, target) in dfa.Moves(work.Pop()))
            {
                if (fits(target) && reached.Add(target))
                {
                    work.Push(target);
                }
            }
        }

        return reached;
    }

    // What a first octet leads to may be small, as a domain beside an address literal: that part is a method of jumps.
    private void WriteSmallParts(Dfa dfa, string rule, string expect)
    {
        foreach (var (set, target) in dfa.Moves(0))
        {
            if (dfa.From(set, target) is { } part && part.Count <= JumpStatesMax)
            {
                code.Open("if (" + words.Test(set, Here, rule) + ")");
                code.Line("return " + words.TokenOf(part, rule, expect) + "(ref x, i);");
                code.Close();
                code.Line();
            }
        }
    }

    private void WriteTable(Dfa dfa, string rule, string expect)
    {
        WriteSmallParts(dfa, rule, expect);
        var cells = Partition.Of(Enumerable.Range(0, dfa.Count).SelectMany(dfa.Moves).Select(static move => move.Set));
        var dead = dfa.Count;
        var next = Enumerable.Range(0, dfa.Count).SelectMany(state => cells.Select(cell =>
            dfa.Moves(state).Where(move => move.Set.Contains(cell.First)).Select(static move => move.Target).DefaultIfEmpty(dead).First())).ToList();
        var isWide = dead > byte.MaxValue;
        code.Line("ReadOnlySpan<byte> classes =");
        Array(Enumerable.Range(0, 256).Select(octet => cells.FindIndex(cell => cell.Contains(octet))));
        // Spans of bytes only: a span of wider constants is made anew at each call of code that is not optimised yet.
        code.Line("ReadOnlySpan<byte> next =");
        Array(next.Select(static state => state & 0xFF));
        if (isWide)
        {
            code.Line("ReadOnlySpan<byte> nextHigh =");
            Array(next.Select(static state => state >> 8));
        }

        code.Line("ReadOnlySpan<bool> accepts =");
        code.Line("[");
        code.Line("    " + string.Join(", ", Enumerable.Range(0, dfa.Count).Select(state => dfa.Accepts(state) ? "true" : "false")) + ",");
        code.Line("];");
        code.Line("nint end = " + (dfa.Accepts(0) ? "i" : "-1") + ";");
        code.Line("int state = " + Next("classes[" + Here + "]") + ";");
        code.Open("while (state != " + Text(dead) + ")");
        code.Line("i++;");
        code.Open("if (accepts[state])");
        code.Line("end = i;");
        code.Close();
        code.Line();
        code.Line("state = " + Next("(state * " + Text(cells.Count) + ") + classes[" + Here + "]") + ";");
        code.Close();
        code.Line();
        code.Open("if (end < 0)");
        code.Line("return x.Fail(i, " + expect + ");");
        code.Close();
        code.Line();
        code.Open("if (end < i)");
        code.Line("x.Reach(i, " + expect + ");");
        code.Close();
        code.Line();
        code.Line("return end;");

        string Next(string place) => isWide ? "next[" + place + "] | (nextHigh[" + place + "] << 8)" : "next[" + place + "]";
    }

    private void Array(IEnumerable<int> values)
    {
        var all = values.ToList();
        code.Line("[");
        for (var row = 0; row < all.Count; row += 32)
        {
            code.Line("    " + string.Join(", ", all.Skip(row).Take(32).Select(Text)) + ",");
        }

        code.Line("];");
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
