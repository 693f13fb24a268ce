using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes one method per procedure.</summary>
internal sealed class ProcedureWriter(CodeWriter code, Words words, Plan plan)
{
    private const int InlineWeightMax = 3;
    private const int OnceWeightMax = 60;

    public void Write(Procedure procedure)
    {
        code.Restart();
        code.Comment(procedure.Comment);
        var body = new BodyWriter(code, words, plan, procedure);
        var isWhole = WriteShortest(procedure, body);
        if (!isWhole && IsInlined(procedure))
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        }

        code.Open((isWhole ? "private static nint Whole" : "internal static nint ") + procedure.Name + "(ref W.Scan x, nint i" + Parameter(procedure) + (isWhole ? ", nint end, ref byte row" : "") + ")");
        body.LookedUp = isWhole ? procedure.Body : null;
        if (procedure.Body is Node.Sequence { Items.Length: 0 })
        {
            code.Line("return i;");
            code.Close();
            code.Line();
            return;
        }

        code.Line("ref byte f = ref x.F;");
        switch (procedure.Kind)
        {
            case ShapeKind.Quoted:
                new QuotedWriter(code, words, body).Write(procedure);
                break;
            case ShapeKind.Counted:
                WriteCounted(procedure, body);
                break;
            default:
                WritePlain(procedure, body);
                break;
        }

        code.Close();
        code.Line();
        WriteLists(procedure, body);
    }

    // What is nearly always one keyword is looked up where it is called from; a call is for the rest.
    private bool WriteShortest(Procedure procedure, BodyWriter body)
    {
        if (procedure.Kind is not (ShapeKind.Union or ShapeKind.Enum) || procedure.Depth > 0 || procedure.IsStart || procedure.Body is not Node.Choice choice || WordRows.Of(choice) is not null || Keywords.Of(plan, choice) is not { } keywords)
        {
            return false;
        }

        var writer = new KeywordWriter(code, words, plan, body, new(code, words, plan, body));
        if (!writer.HasShortest(choice, keywords))
        {
            return false;
        }

        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        code.Open("internal static nint " + procedure.Name + "(ref W.Scan x, nint i" + Parameter(procedure) + ")");
        code.Line("ref byte f = ref x.F;");
        writer.WriteShortest(choice, keywords);
        code.Close();
        code.Line();
        return true;
    }

    // What is small, and what one place alone calls; a command's own procedure is neither, as its verb is told apart from fifty.
    private bool IsInlined(Procedure procedure)
    {
        var weight = Weight(procedure.Body);
        return procedure.Depth == 0 && !procedure.IsStart
            && (weight <= InlineWeightMax || (weight <= OnceWeightMax && procedure.Scope?.Kind != ScopeKind.Command && plan.IsCalledOnce(procedure)));
    }

    private void WriteLists(Procedure procedure, BodyWriter body)
    {
        foreach (var (name, list, known) in body.Lists.Pending)
        {
            code.Restart();
            code.Comment("The list " + list.Field.Name + " of " + procedure.Rule + ".");
            code.Open("private static nint " + name + "(ref W.Scan x, nint i, ref " + list.Field.Type + " c)");
            code.Line("ref byte f = ref x.F;");
            body.Lists.WriteApart(list, known);
            code.Return();
            code.Close();
            code.Line();
        }
    }

    private static string Parameter(Procedure procedure) => procedure.Target is null
        ? ""
        : ", ref " + procedure.Target + " c" + (procedure.Kind == ShapeKind.Counted ? ", byte slot" : "");

    /// <summary>About how much code a node becomes: what is small is compiled into its callers.</summary>
    private static int Weight(Node node) => node switch
    {
        Node.Sequence sequence => sequence.Items.Sum(Weight),
        Node.Choice choice => 2 + choice.Alternatives.Sum(Weight),
        Node.Repeat repeat => 2 + Weight(repeat.Body),
        Node.List list => 6 + Weight(list.Between) + Weight(list.Before) + Weight(list.After),
        Node.Token => 2,
        _ => 1,
    };

    private static bool NeedsStart(Node node) => node switch
    {
        Node.Mark mark => mark.Kind is MarkKind.Other or MarkKind.Atom or MarkKind.Nil,
        Node.Sequence sequence => sequence.Items.Any(NeedsStart),
        Node.Choice choice => choice.Alternatives.Any(NeedsStart),
        Node.Repeat repeat => NeedsStart(repeat.Body),
        _ => false,
    };

    private void WritePlain(Procedure procedure, BodyWriter body)
    {
        if (NeedsStart(procedure.Body))
        {
            code.Line("nint start = i;");
        }

        if (procedure.Depth > 0)
        {
            code.Open("if (x.Depth == " + BodyWriter.Number(procedure.Depth) + ")");
            code.Line("return x.Fail(i, " + words.Expect("less nesting", "at most " + BodyWriter.Number(procedure.Depth) + " levels of nesting") + ");");
            code.Close();
            code.Line();
            code.Line("x.Depth++;");
        }

        body.Write(procedure.Body);
        if (procedure.Depth > 0)
        {
            code.Line("x.Depth--;");
        }

        code.Return();
    }

    // The header says how many octets follow. They lie in the frame, or the frame ends here and the reader of the wire goes on.
    private void WriteCounted(Procedure procedure, BodyWriter body)
    {
        var scope = procedure.Scope!;
        var count = scope.Fields.Find(field => field.Shape.Kind == ShapeKind.Number);
        var flag = scope.Fields.Find(field => field.Shape.Kind == ShapeKind.Flag);
        if (count is null)
        {
            code.Line("return x.Fail(i, 0);");
            return;
        }

        code.Line("nint header = i;");
        code.Line(scope.Name + " h = default;");
        body.Target = "h";
        body.Write(procedure.Body);
        body.Target = "c";
        code.Line("ulong size = h." + count.Name + ";");
        code.Open("if (i == x.Length)");
        code.Line("c = new((int)i, size > int.MaxValue ? int.MaxValue : (int)size, W.StrKind.Streamed);");
        code.Line("return x.Literal(header, size, " + (flag is null ? "true" : "!h." + flag.Name) + ", slot);");
        code.Close();
        code.Line();
        var octets = words.Expect(procedure.Rule + " octets", "as many octets as announced, and the rest of the line");
        code.Open("if (slot != 0 || size > (ulong)(x.Length - i))");
        code.Line("return x.Fail(x.Length, " + octets + ");");
        code.Close();
        code.Line();
        code.Line("int octets = (int)size;");
        WriteOctetCheck(procedure, octets);
        code.Line("c = new((int)i, octets, W.StrKind.Literal);");
        code.Line("return i + octets;");
    }

    private void WriteOctetCheck(Procedure procedure, string expect)
    {
        var allowed = plan.OctetsOf(procedure.Rule);
        if (allowed.Equals(ByteSet.All))
        {
            return;
        }

        var refused = ~allowed;
        if (refused.Count <= 5)
        {
            var list = string.Join(", ", refused.Ranges().SelectMany(static range => Enumerable.Range(range.From, range.To - range.From + 1)).Select(static octet => "(byte)" + Words.Octet(octet)));
            code.Line("ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref f, i), octets);");
            code.Line("int bad = text." + (refused.Count == 1 ? "IndexOf(" + list + ")" : "IndexOfAny([" + list + "])") + ";");
            code.Open("if (bad >= 0)");
            code.Line("return x.Fail(i + bad, " + expect + ");");
            code.Close();
            code.Line();
            return;
        }

        code.Open("for (int n = 0; n < octets; n++)");
        code.Open("if (" + Test.Not(words.Test(allowed, "W.Load.U8(ref f, i + n)", procedure.Rule)) + ")");
        code.Line("return x.Fail(i + n, " + expect + ");");
        code.Close();
        code.Close();
        code.Line();
    }
}
