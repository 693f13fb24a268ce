using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>
/// A struct of two tokens with a sign behind each, as in "local-part@domain>". Where the signs stand tells how long both tokens
/// are, and their octets are checked beside that: token by token, each would wait for the end of the one before. Ends before the second sign.
/// What does not look like it nearly always does is parsed as any struct.
/// </summary>
internal sealed class PairRun
{
    private readonly Node.Capture _pair;
    private readonly (string Name, Part Part, ByteSet Sign)[] _parts;

    private PairRun(Node.Capture pair, (string, Part, ByteSet)[] parts)
    {
        _pair = pair;
        _parts = parts;
    }

    public static PairRun? Of(Plan plan, Node.Capture pair, Node behind)
    {
        if (pair.Shape.IsLazy
            || pair.Procedure is not { Kind: ShapeKind.Struct, Depth: 0, Body: Node.Sequence { Items: [Node.Capture first, Node.Text { Sets: [{ Count: 1 } between] }, Node.Capture second] } }
            || behind is not Node.Text { Sets: [{ Count: 1 } end, ..] }
            || PartOf(plan, first) is not { } one
            || PartOf(plan, second) is not { } other
            || one.Octets.Overlaps(between | end) // What ends the second cannot hide in the first: both are looked for from the start.
            || other.Octets.Overlaps(end))
        {
            return null;
        }

        return new(pair, [("first", one, between), ("second", other, end)]);
    }

    /// <summary>Equal for pairs that are written alike.</summary>
    public string Key => _pair.Shape.ValueType + ":" + string.Join(":", _parts.Select(static part => part.Part.Octets + "" + part.Sign + part.Part.Field + (part.Part.Local is null ? "" : "!")));

    public string Rule => _pair.Shape.Rule;

    public void WriteMethod(CodeWriter code, Words words, string name)
    {
        // As part of its caller: what a call costs is a tenth of it all.
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        code.Open("public static nint " + name + "(ref byte f, nint i, ref " + _pair.Shape.ValueType + " c)");
        code.Line("// A bit for each of 64 octets.");
        foreach (var (part, _, sign) in _parts)
        {
            code.Line("ulong " + part + "Ends = W.Run.Are64(ref f, i, (byte)" + Words.Octet(sign.First) + ");");
        }

        code.Line("nint first = (nint)BitOperations.TrailingZeroCount(firstEnds);");
        code.Line("nint second = (nint)BitOperations.TrailingZeroCount(secondEnds);");
        code.Line("Vector512<byte> kinds = W.Run.Kinds64(ref f, i, " + words.Table("kinds of " + Rule, Enumerable.Range(0, 128).Select(KindsOf)) + ", (byte)" + BodyWriter.Number(KindsOf(255)) + ");");
        code.Line("ulong firstStart = 1;");
        code.Line("ulong firstEnd = firstEnds & (0UL - firstEnds);");
        code.Line("ulong secondStart = firstEnd << 1;");
        code.Line("ulong secondEnd = secondEnds & (0UL - secondEnds);");
        code.Line("ulong wrong = firstEnd & firstStart;");
        for (var n = 0; n < _parts.Length; n++)
        {
            var (part, tokens, _) = _parts[n];
            code.Line("ulong " + part + "Within = " + part + "End - " + part + "Start;");
            code.Line("wrong |= " + part + "Within & W.Run." + (tokens.Octets.Contains(255) ? "OutsideOrHigh64" : "Outside64") + "(ref f, i, kinds, " + BodyWriter.Number(1 << n) + ", " + Words.Rows(tokens.Octets) + ");");
            tokens.Local?.WriteWithin(code, part);
        }

        code.Open("if (wrong != 0 || secondEnd <= secondStart)");
        code.Line("return -1;");
        code.Close();
        code.Line();
        code.Line("c." + _parts[0].Part.Field + " = new((int)i, (int)first" + _parts[0].Part.Kind + ");");
        code.Line("c." + _parts[1].Part.Field + " = new((int)(i + first + 1), (int)(second - first - 1)" + _parts[1].Part.Kind + ");");
        code.Line("return i + second;");
        code.Close();
        code.Line();
    }

    private int KindsOf(int octet) => Enumerable.Range(0, _parts.Length).Sum(n => _parts[n].Part.Octets.Contains(octet) ? 1 << n : 0);

    private static Part? PartOf(Plan plan, Node.Capture capture)
    {
        if (capture.Procedure is null)
        {
            return capture.Body is Node.Token token ? PartOf(capture.Field.Name, token.Dfa, "") : null;
        }

        if (capture.Procedure is not { Kind: ShapeKind.Str, Depth: 0 } || plan.StopsInside(capture.Procedure))
        {
            return null;
        }

        // The one form of the string that is a bare token, and that its first octet leads to.
        return capture.Procedure.Body is Node.Choice choice
            ? Enumerable.Range(0, choice.Alternatives.Length)
                .Select(at => AtomOf(choice.Alternatives[at]) is { } atom && PartOf(capture.Field.Name, atom.Dfa, ", W.StrKind.Atom") is { } part && IsChosen(plan, choice, at, part) ? part : null)
                .FirstOrDefault(static part => part is not null)
            : AtomOf(capture.Procedure.Body) is { } only ? PartOf(capture.Field.Name, only.Dfa, ", W.StrKind.Atom") : null;
    }

    private static Part? PartOf(string field, Dfa dfa, string kind)
    {
        if (TokenWriter.Loop(dfa) is { First: { } first } loop)
        {
            return first.Equals(loop.More) && Words.IsForVectors(first) ? new(field, first, first, null, kind) : null;
        }

        if (LocalAutomaton.Of(dfa) is { } whole)
        {
            return new(field, whole.Octets, whole.First, whole, kind);
        }

        // What a first octet leads to may be small, as a domain beside an address literal.
        return dfa.Moves(0)
            .Select(move => LocalAutomaton.Of(dfa.From(move.Set, move.Target)))
            .Where(static local => local is not null)
            .Select(local => new Part(field, local!.Octets, local.First, local, kind))
            .FirstOrDefault();
    }

    private static Node.Token? AtomOf(Node node) =>
        node is Node.Sequence { Items: [Node.Token token, Node.Mark { Kind: MarkKind.Atom }] } ? token : null;

    private static bool IsChosen(Plan plan, Node.Choice choice, int alternative, Part part) =>
        plan.DecisionOf(choice).Cells.Any(cell => cell.Further is null && cell.Alternative == alternative && part.First.IsSubsetOf(cell.Set));

    /// <param name="Octets">All that the token is made of.</param>
    /// <param name="First">What it may start with.</param>
    /// <param name="Local">What is more to be checked than that the octets belong to it.</param>
    /// <param name="Kind">The third argument of the value.</param>
    private sealed record Part(string Field, ByteSet Octets, ByteSet First, LocalAutomaton? Local, string Kind);
}
