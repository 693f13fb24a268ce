using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>
/// Writes a choice by keyword: a hash of the word leads to a row of tables, which tell whether it is that keyword, what it sets,
/// and which way goes on behind it. Keywords that go on alike share a way, so a processor has fewer to guess among.
/// </summary>
internal sealed class KeywordWriter(CodeWriter code, Words words, Plan plan, BodyWriter body, ChoiceWriter choices)
{
    private const int RowsMin = 3;
    private const int DirectBitsMax = 5;

    public void Write(Node.Choice choice, Keywords keywords)
    {
        var often = Often(choice, keywords);
        foreach (var entry in often)
        {
            // Compared at once with the octet behind it: a wrong guess is known sooner than by the way through the tables.
            code.Open("if (" + Whole(choice, keywords, entry) + ") // " + entry.Text.Upper);
            var length = entry.Text.Sets.Length;
            code.Line("i += " + Number(length) + ";");
            body.Write(Behind(choice.Alternatives[entry.Alternative], length));
            code.Close();
            code.Open("else");
        }

        WriteLooked(choice, keywords);
        foreach (var _ in often)
        {
            code.Close();
            code.Line();
        }
    }

    private List<Keywords.Entry> Often(Node.Choice choice, Keywords keywords) =>
        [.. keywords.Entries
            .Where(entry => plan.Annotations.Often(entry.Word) >= 0 && Whole(choice, keywords, entry) is not null)
            .OrderBy(entry => plan.Annotations.Often(entry.Word))];

    // A comparison of the keyword and the octet that must stand behind it, if that is one, and shows that the word has ended.
    private static string? Whole(Node.Choice choice, Keywords keywords, Keywords.Entry entry)
    {
        if (entry.Length < entry.Text.Sets.Length)
        {
            return entry.Text.Sets.Length <= 8 ? Test.MatchesWord(entry.Text) : Test.Matches(entry.Text, 0);
        }

        if (NextOf(Behind(choice.Alternatives[entry.Alternative], entry.Length)) is not { } next || next.Overlaps(keywords.Word))
        {
            return null;
        }

        var whole = new Node.Text([.. entry.Text.Sets.Take(entry.Length), next]);
        return entry.Length < 8 ? Test.MatchesWord(whole) : Test.Matches(whole, 0);
    }

    private static ByteSet? NextOf(Node node) => node switch
    {
        Node.Text { Sets: [{ Count: 1 } first, ..] } => first,
        Node.Sequence sequence => sequence.Items.Where(static item => item is not Node.Mark).Select(NextOf).FirstOrDefault(),
        Node.Capture { Procedure: { } procedure } => NextOf(procedure.Body),
        _ => null,
    };

    private void WriteLooked(Node.Choice choice, Keywords keywords)
    {
        var look = WriteLook(choice, keywords);
        if (look.Rows is not { } rows)
        {
            WriteSwitch(choice, keywords, look, 0);
            return;
        }

        code.Open("if (" + look.IsRow + ")");
        WriteMark(rows, look.Row);
        WriteWays(rows, look.End, "W.Load.U8(ref " + look.Row + ", " + Number(KeywordTable.WayAt) + ")");
        code.Close();
        code.Open("else");
        WriteSwitch(choice, keywords, look, rows.Entries.Count);
        code.Close();
        code.Line();
    }

    /// <summary>True where several keywords have nothing behind them.</summary>
    public bool HasShortest(Node.Choice choice, Keywords keywords) =>
        RowsOf(choice, keywords) is { IsMarked: true } rows && rows.Nodes.Count(static node => node.Key == Node.Nothing.Key) >= RowsMin;

    /// <summary>Writes the way of those alone.</summary>
    public void WriteShortest(Node.Choice choice, Keywords keywords)
    {
        var whole = "return Whole" + body.Procedure.Name + "(ref x, i, ref c, ";
        foreach (var entry in Often(choice, keywords).Where(RowsOf(choice, keywords)!.Entries.Contains))
        {
            code.Open("if (" + Whole(choice, keywords, entry) + ") // " + entry.Text.Upper);
            code.Line(whole + "i + " + Number(entry.Length) + ", ref " + RowAt(choice, keywords, entry) + ");");
            code.Close();
            code.Line();
        }

        var look = WriteLook(choice, keywords);
        whole += look.End + ", ref ";
        code.Open("if (" + look.IsRow + ")");
        if (look.Rows!.Ways.Count > 1)
        {
            code.Open("if (W.Load.U8(ref " + look.Row + ", " + Number(KeywordTable.WayAt) + ") != 0)");
            code.Line(whole + look.Row + ");");
            code.Close();
            code.Line();
        }

        WriteMark(look.Rows, look.Row);
        code.Line("return " + look.End + ";");
        code.Close();
        code.Line();
        code.Line(whole + "Unsafe.NullRef<byte>());");
    }

    private string RowAt(Node.Choice choice, Keywords keywords, Keywords.Entry entry)
    {
        var rows = RowsOf(choice, keywords)!;
        var (order, isDirect) = OrderOf(keywords, rows);
        return "W.Load.Row(" + words.Table("rows of " + choice.Rule, KeywordTable.Octets(keywords, rows, order.Count, isDirect, ValueOf)) + ", " + Number(isDirect ? keywords.Slot(entry) : order.IndexOf(entry) + 1) + ")";
    }

    private static (List<Keywords.Entry> Order, bool IsDirect) OrderOf(Keywords keywords, KeywordRows? rows)
    {
        var order = keywords.Entries.OrderBy(entry => rows?.Entries.Contains(entry) == true ? 0 : 1).ThenBy(keywords.Slot).ToList();
        return (order, keywords.Bits <= DirectBitsMax && rows?.Entries.Count == order.Count);
    }

    // Finds the word, its place in the tables, and whether that is its own.
    private Look WriteLook(Node.Choice choice, Keywords keywords)
    {
        if (body.LookedUp == choice && RowsOf(choice, keywords) is { } known && known.Entries.Count == keywords.Entries.Count)
        {
            return new(known.Entries, known, "end", "", "", "row", "!Unsafe.IsNullRef(ref row)");
        }

        var end = code.Fresh("end");
        var word = code.Fresh("word");
        var signs = keywords.Signs;
        var hasSigns = !signs.IsEmpty && !signs.Overlaps(FirstBehind(choice, keywords));
        // A sign that cannot follow a keyword is found with its octets, and needs no branch.
        var set = hasSigns ? keywords.Word | signs : keywords.Word;
        var from = hasSigns || signs.IsEmpty ? "i" : "(" + words.Test(signs, Test.Here, "sign of " + choice.Rule) + " ? i + 1 : i)";
        if (keywords.LengthsVary && words.EndOfRun(set, from, "keyword of " + choice.Rule) is { } run)
        {
            code.Line("nint " + end + " = " + run + ";");
        }
        else
        {
            code.Line("nint " + end + " = " + from + ";");
            code.Open("while (" + words.Test(set, "W.Load.U8(ref f, " + end + ")", "keyword of " + choice.Rule) + ")");
            code.Line(end + "++;");
            code.Close();
            code.Line();
        }

        code.Line("ulong " + word + " = W.Load.Word(ref f, i, " + end + " - i);");
        var rows = RowsOf(choice, keywords);
        var (order, isDirect) = OrderOf(keywords, rows);
        // Numbers without gaps make one jump; a switch over the hash itself would be a tree of branches, each guessed wrong.
        var slots = Enumerable.Range(0, 1 << keywords.Bits).Select(slot => order.FindIndex(entry => keywords.Slot(entry) == slot) + 1);
        var hashed = keywords.UsesLength ? "(" + word + " ^ ((ulong)(" + end + " - i) << 56))" : word;
        var hash = "(nint)((" + hashed + " * 0x" + Hex(keywords.Multiplier) + "UL) >> " + Number(64 - keywords.Bits) + ")";
        var slot = code.Fresh("slot");
        code.Line("nint " + slot + " = " + (isDirect ? hash : "W.Load.Of(" + words.Table("slots of " + choice.Rule, slots) + ", " + hash + ")") + ";");
        if (rows is null)
        {
            return new(order, null, end, word, slot, "", "");
        }

        var row = code.Fresh("row");
        code.Line("ref byte " + row + " = ref W.Load.Row(" + words.Table("rows of " + choice.Rule, KeywordTable.Octets(keywords, rows, order.Count, isDirect, ValueOf)) + ", " + slot + ");");
        code.Line("// " + string.Join(", ", rows.Entries.Select(static entry => entry.Text.Upper)));
        return new(order, rows, end, word, slot, row, IsRow(choice, rows, end, row));
    }

    /// <summary>The keywords that one comparison with a row can tell. A longer one needs more; and only one set of octets can mean that the word goes on.</summary>
    private KeywordRows? RowsOf(Node.Choice choice, Keywords keywords)
    {
        var entries = keywords.Entries.Where(static entry => entry.Length < KeywordTable.OctetsMax).OrderBy(keywords.Slot).ToList();
        var continues = entries.Where(KeywordTable.IsStrict).Select(static entry => entry.Continues).GroupBy(static set => set.ToString(), StringComparer.Ordinal).OrderByDescending(static group => group.Count()).FirstOrDefault();
        entries.RemoveAll(entry => KeywordTable.IsStrict(entry) && entry.Continues.ToString() != continues!.Key);
        if (entries.Count < RowsMin)
        {
            return null;
        }

        var nodes = entries.ConvertAll(entry => Behind(choice.Alternatives[entry.Alternative], entry.Length));
        return new(entries, nodes.ConvertAll(MarkOf), nodes.ConvertAll(WithoutMark));
    }

    private ByteSet FirstBehind(Node.Choice choice, Keywords keywords) =>
        keywords.Entries.Aggregate(ByteSet.Empty, (all, entry) => all
            | (entry.Length < entry.Text.Sets.Length ? entry.Text.Sets[entry.Length] : plan.FirstBehind(choice, entry.Alternative, entry.Text)));

    private string IsRow(Node.Choice choice, KeywordRows rows, string end, string row)
    {
        var condition = "W.Load.IsRow(ref f, i, " + end + " - i, ref " + row + ")";
        if (rows.Entries.Find(KeywordTable.IsStrict) is not { } strict)
        {
            return condition;
        }

        var goesOn = words.Test(strict.Continues, "W.Load.U8(ref f, " + end + ")", "more than a keyword of " + choice.Rule);
        return condition + (rows.Entries.TrueForAll(KeywordTable.IsStrict)
            ? " && " + Test.Not(goesOn)
            : " && !((W.Load.U8(ref " + row + ", " + Number(KeywordTable.StrictAt) + ") == 1) & (" + goesOn + "))");
    }

    private int ValueOf(Node.Mark mark) => mark.Kind == MarkKind.Kind
        ? body.Procedure.Scope!.KindOf(mark.Name)
        : plan.Annotations.Commands.Values.Select(static command => Model.PascalName.Of(command.Rule)).ToList().IndexOf(mark.Name) + 1;

    // None, where the way behind the keyword sets it.
    private void WriteMark(KeywordRows rows, string row)
    {
        if (rows.Marks.Find(static mark => mark is not null) is not { } mark)
        {
            return;
        }

        var value = "W.Load.U8(ref " + row + ", " + Number(KeywordTable.MarkAt) + ")";
        if (mark.Kind == MarkKind.Verb)
        {
            code.Line(body.Target + ".Verb = (" + plan.Grammar.Name + "Verb)" + value + ";");
            return;
        }

        var shape = body.Procedure.Shape!;
        code.Line(body.Target + (shape.ValueType == shape.Pascal ? ".Kind" : "") + " = (" + shape.Pascal + "Kind)" + value + ";");
    }

    private void WriteWays(KeywordRows rows, string end, string way)
    {
        if (rows.Ways.Count == 1)
        {
            WriteWay(rows.Entries, rows.Ways[0], end);
            return;
        }

        code.Open("switch (" + way + ")");
        for (var n = 0; n < rows.Ways.Count; n++)
        {
            var keywords = rows.Entries.Where((_, at) => rows.WayOf(at) == n).ToList();
            code.Line((n == rows.Ways.Count - 1 ? "default" : "case " + Number(n)) + ": // " + string.Join(", ", keywords.Select(static entry => entry.Text.Upper)));
            choices.WriteBlock(() => WriteWay(keywords, rows.Ways[n], end));
        }

        code.Close();
        code.Line();
    }

    // Where the way says how long the keyword is, a processor that guessed the way need not wait until the end is found.
    private void WriteWay(List<Keywords.Entry> keywords, Node way, string end)
    {
        code.Line(keywords.TrueForAll(entry => entry.Length == keywords[0].Length) ? "i += " + Number(keywords[0].Length) + ";" : "i = " + end + ";");
        body.Write(way);
    }

    // A verb that streamed literals hang on says so where it is set.
    private Node.Mark? MarkOf(Node node) => node switch
    {
        Node.Mark { Kind: MarkKind.Kind } mark => mark,
        Node.Mark { Kind: MarkKind.Verb } verb when !plan.ResumePoints.Exists(point => Model.PascalName.Of(point.Command) == verb.Name) => verb,
        Node.Sequence sequence => sequence.Items.Select(MarkOf).OfType<Node.Mark>().ToList() is [var only] && sequence.Items.Contains(only) ? only : null,
        _ => null,
    };

    private Node WithoutMark(Node node) =>
        MarkOf(node) is not { } mark ? node : node == mark ? Node.Nothing : Node.Join(((Node.Sequence)node).Items.Where(item => item != mark));

    private void WriteSwitch(Node.Choice choice, Keywords keywords, Look look, int before)
    {
        if (look.Order.Count == before)
        {
            WriteDefault(choice, keywords);
            return;
        }

        code.Open("switch (" + look.Slot + ")");
        for (var n = before; n < look.Order.Count; n++)
        {
            var entry = look.Order[n];
            code.Line("case " + Number(n + 1) + " when " + Condition(choice, keywords, entry, look.Word, look.End) + ": // " + entry.Text.Upper);
            choices.WriteBlock(() =>
            {
                code.Line("i = " + look.End + ";");
                body.Write(Behind(choice.Alternatives[entry.Alternative], entry.Length));
            });
        }

        code.Line("default:");
        choices.WriteBlock(() => WriteDefault(choice, keywords), endsWithFail: keywords.Others.Count == 0);
        code.Close();
        code.Line();
    }

    private void WriteDefault(Node.Choice choice, Keywords keywords)
    {
        var list = Words.Keywords(keywords.Entries.Select(static entry => entry.Text));
        var fail = "return x.FailKeyword(i, " + list + ", " + body.Expect(choice) + ");";
        if (keywords.Others.Count == 0)
        {
            code.Line(fail);
            return;
        }

        if (keywords.Entries.Any(entry => keywords.FirstOfOthers.Overlaps(entry.Text.Sets[0])))
        {
            // Should the general alternative fail early, the keyword that was nearly there says where.
            code.Line("x.Hint(i, " + words.Hint(choice.Rule, list, body.Expect(choice)) + ");");
        }

        choices.WriteDecision(choice, plan.DecisionAmong(choice, keywords.Others), fail);
    }

    private string Condition(Node.Choice choice, Keywords keywords, Keywords.Entry entry, string word, string end)
    {
        var terms = new List<string> { word + " == 0x" + Hex(entry.First8) + "UL" };
        terms.Add(end + " - i == " + Number(entry.Length));

        if (entry.Length > 8)
        {
            terms.Add(Test.Matches(entry.Text.To(entry.Length).From(8), 8));
        }

        if (entry.Text.Sets.Take(Math.Min(8, entry.Length)).Any(static set => set.Count == 1 && char.IsLetter((char)set.First)))
        {
            terms.Add("(W.Load.U64(ref f, i) & 0x" + Hex(entry.Mask) + "UL) == 0x" + Hex(entry.Exact) + "UL");
        }

        if (KeywordTable.NeedsSign(keywords, entry))
        {
            terms.Add("(" + words.Test(entry.Text.Sets[entry.Length], "W.Load.U8(ref f, " + end + ")", "sign behind a keyword of " + choice.Rule) + ")");
        }

        if (KeywordTable.IsStrict(entry))
        {
            terms.Add(Test.Not(words.Test(entry.Continues, "W.Load.U8(ref f, " + end + ")", "more than a keyword of " + choice.Rule)));
        }

        return string.Join(" && ", terms);
    }

    /// <summary>The node without the octets of its keyword that the look at the word has passed.</summary>
    private static Node Behind(Node node, int length) => node switch
    {
        Node.Text text => text.Sets.Length == length ? Node.Nothing : text.From(length),
        Node.Sequence sequence => BehindFirst(sequence, length),
        _ => node,
    };

    private static Node BehindFirst(Node.Sequence sequence, int length)
    {
        var at = Array.FindIndex(sequence.Items, static item => item is not Node.Mark);
        return Node.Join([.. sequence.Items.Take(at), Behind(sequence.Items[at], length), .. sequence.Items.Skip(at + 1)]);
    }

    private static string Number(int number) => BodyWriter.Number(number);

    private static string Hex(ulong value) => value.ToString("X16", CultureInfo.InvariantCulture);

    /// <summary>Names of the locals of a look at a word.</summary>
    private sealed record Look(List<Keywords.Entry> Order, KeywordRows? Rows, string End, string Word, string Slot, string Row, string IsRow);
}
