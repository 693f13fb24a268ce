using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes choices: by whole keyword where there are several, else by the octets ahead.</summary>
internal sealed class ChoiceWriter(CodeWriter code, Words words, Plan plan, BodyWriter body)
{
    private const int PlainCountMin = 3;

    public void Write(Node.Choice choice)
    {
        if (Keywords.Of(plan, choice) is { } keywords)
        {
            WriteKeywords(choice, keywords);
        }
        else
        {
            WriteDecision(choice, plan.DecisionOf(choice), "return x.Fail(i, " + body.Expect(choice) + ");");
        }
    }

    private void WriteDecision(Node.Choice choice, Decision decision, string fail)
    {
        var uses = Count(decision).GroupBy(static one => one).ToDictionary(static group => group.Key, static group => group.Count());
        if (uses.Values.All(static count => count == 1))
        {
            WriteCells(choice, decision, 0, fail, alternative => body.Write(choice.Alternatives[alternative], decision.Known(alternative)));
            return;
        }

        // An alternative that several looks lead to is written once.
        var chosen = code.Fresh("way");
        code.Line("int " + chosen + ";");
        WriteCells(choice, decision, 0, fail, alternative => code.Line(chosen + " = " + Number(alternative) + ";"));
        code.Open("switch (" + chosen + ")");
        var numbers = uses.Keys.OrderBy(static number => number).ToList();
        foreach (var alternative in numbers)
        {
            code.Line(alternative == numbers[numbers.Count - 1] ? "default:" : "case " + Number(alternative) + ":");
            WriteBlock(() => body.Write(choice.Alternatives[alternative], decision.Known(alternative)));
        }

        code.Close();
        code.Line();
    }

    private void WriteCells(Node.Choice choice, Decision decision, int distance, string fail, Action<int> write)
    {
        if (distance > 0)
        {
            fail = "return x.Fail(i + " + Number(distance) + ", " + body.Expect(choice) + ");";
        }

        var ahead = code.Fresh("ahead");
        var small = decision.Cells.Where(static cell => cell.Set.Count <= 4).ToList();
        var large = decision.Cells.Where(static cell => cell.Set.Count > 4).ToList();
        if (small.Count > 3)
        {
            code.Open("switch (" + Test.At(distance) + ")");
            foreach (var cell in small)
            {
                foreach (var (from, to) in cell.Set.Ranges())
                {
                    for (var octet = from; octet <= to; octet++)
                    {
                        code.Line("case (byte)" + Words.Octet(octet) + ":");
                    }
                }

                WriteBlock(() => WriteCell(choice, cell, distance, fail, write));
            }

            code.Line("default:");
            WriteBlock(() =>
            {
                if (large.Count == 0)
                {
                    code.Line(fail);
                    return;
                }

                WriteChain(choice, large, ahead, distance, fail, write);
            }, endsWithFail: large.Count == 0);
            code.Close();
            code.Line();
            return;
        }

        WriteChain(choice, [.. decision.Cells], ahead, distance, fail, write);
    }

    private void WriteChain(
        Node.Choice choice,
        List<(ByteSet Set, int Alternative, Decision? Further)> cells,
        string ahead,
        int distance,
        string fail,
        Action<int> write)
    {
        code.Line("byte " + ahead + " = " + Test.At(distance) + ";");
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            code.Open((i == 0 ? "if (" : "else if (") + words.Test(cell.Set, ahead, choice.Rule) + ")");
            WriteCell(choice, cell, distance, fail, write);
            code.Close();
        }

        if (cells.Count == 0)
        {
            code.Line(fail);
            return;
        }

        code.Open("else");
        code.Line(fail);
        code.Close();
        code.Line();
    }

    private void WriteCell(
        Node.Choice choice, (ByteSet Set, int Alternative, Decision? Further) cell, int distance, string fail, Action<int> write)
    {
        if (cell.Further is null)
        {
            write(cell.Alternative);
        }
        else
        {
            WriteCells(choice, cell.Further, distance + 1, fail, write);
        }
    }

    private void WriteBlock(Action write, bool endsWithFail = false)
    {
        code.Line("{");
        code.Indent();
        write();
        if (!endsWithFail)
        {
            code.Line("break;");
        }

        code.Close();
        code.Line();
    }

    private void WriteKeywords(Node.Choice choice, Keywords keywords)
    {
        var end = code.Fresh("end");
        var word = code.Fresh("word");
        var from = keywords.Signs.IsEmpty ? "i" : "(" + words.Test(keywords.Signs, Test.Here, "sign of " + choice.Rule) + " ? i + 1 : i)";
        if (keywords.LengthsVary && words.EndOfRun(keywords.Word, from, "keyword of " + choice.Rule) is { } run)
        {
            code.Line("int " + end + " = " + run + ";");
        }
        else
        {
            code.Line("int " + end + " = " + from + ";");
            code.Open("while (" + words.Test(keywords.Word, "W.Load.U8(ref f, " + end + ")", "keyword of " + choice.Rule) + ")");
            code.Line(end + "++;");
            code.Close();
            code.Line();
        }

        code.Line("ulong " + word + " = W.Load.Word(ref f, i, " + end + " - i);");
        var hashed = keywords.UsesLength ? "(" + word + " ^ ((ulong)(" + end + " - i) << 56))" : word;
        // Numbers without gaps make one jump; a switch over the hash itself would be a tree of branches, each guessed wrong.
        var plain = Plain(choice, keywords);
        var order = keywords.Entries.OrderBy(entry => plain.Contains(entry) ? 0 : 1).ThenBy(keywords.Slot).ToList();
        var slots = Enumerable.Range(0, 1 << keywords.Bits).Select(slot => order.FindIndex(entry => keywords.Slot(entry) == slot) + 1);
        var slotOf = words.Table("slots of " + choice.Rule, slots) + "[(int)((" + hashed + " * 0x" + Hex(keywords.Multiplier) + "UL) >> " + Number(64 - keywords.Bits) + ")]";
        if (plain.Count > 0)
        {
            var slot = code.Fresh("slot");
            code.Line("int " + slot + " = " + slotOf + ";");
            WritePlain(choice, order, plain, slot, word, end);
            code.Open("else");
            WriteSwitch(choice, keywords, [.. order.Skip(plain.Count)], plain.Count, slot, word, end);
            code.Close();
            code.Line();
            return;
        }

        WriteSwitch(choice, keywords, order, 0, slotOf, word, end);
    }

    /// <summary>Keywords that only set a kind, and are compared whole by one word: no jump is needed to tell them apart.</summary>
    private List<Keywords.Entry> Plain(Node.Choice choice, Keywords keywords)
    {
        if (body.Procedure.Kind is not (ShapeKind.Enum or ShapeKind.Union))
        {
            return [];
        }

        var plain = keywords.Entries.Where(entry =>
            entry.Length <= 8 && entry.Length == entry.Text.Sets.Length
            && !entry.Text.Sets.Any(static set => set.Count == 1 && char.IsLetter((char)set.First))
            && Behind(choice.Alternatives[entry.Alternative], entry.Length) is Node.Mark { Kind: MarkKind.Kind }).ToList();
        plain.RemoveAll(entry => !entry.Continues.Equals(plain[0].Continues));
        return plain.Count < PlainCountMin ? [] : plain;
    }

    private void WritePlain(Node.Choice choice, List<Keywords.Entry> order, List<Keywords.Entry> plain, string slot, string word, string end)
    {
        var shape = body.Procedure.Shape!;
        var scope = body.Procedure.Scope!;
        int[] none = [255];
        var lengths = none.Concat(order.Select(entry => plain.Contains(entry) ? entry.Length : 255));
        var octets = new ulong[] { 0 }.Concat(order.Select(static entry => entry.First8)).SelectMany(static value => Enumerable.Range(0, 8).Select(k => (int)((value >> (8 * k)) & 0xFF)));
        int[] noKind = [0];
        var kinds = noKind.Concat(order.Select(entry => plain.Contains(entry) ? scope.KindOf(((Node.Mark)Behind(choice.Alternatives[entry.Alternative], entry.Length)).Name) : 0));
        var condition = words.Table("lengths of " + choice.Rule, lengths) + "[" + slot + "] == " + end + " - i && W.Load.U64(ref MemoryMarshal.GetReference(" + words.Table("words of " + choice.Rule, octets) + "), " + slot + " * 8) == " + word;
        if (!plain[0].Continues.IsEmpty)
        {
            condition += " && !(" + words.Test(plain[0].Continues, "W.Load.U8(ref f, " + end + ")", "more than a keyword of " + choice.Rule) + ")";
        }

        code.Line("// " + string.Join(", ", plain.Select(static entry => entry.Text.Upper)));
        code.Open("if (" + condition + ")");
        code.Line(body.Target + (shape.ValueType == shape.Pascal ? ".Kind" : "") + " = (" + shape.Pascal + "Kind)" + words.Table("kinds of " + choice.Rule, kinds) + "[" + slot + "];");
        code.Line("i = " + end + ";");
        code.Close();
    }

    private void WriteSwitch(Node.Choice choice, Keywords keywords, List<Keywords.Entry> order, int before, string slot, string word, string end)
    {
        code.Open("switch (" + slot + ")");
        for (var n = 0; n < order.Count; n++)
        {
            var entry = order[n];
            code.Line("case " + Number(before + n + 1) + " when " + Condition(choice, keywords, entry, word, end) + ": // " + entry.Text.Upper);
            WriteBlock(() =>
            {
                code.Line("i = " + end + ";");
                body.Write(Behind(choice.Alternatives[entry.Alternative], entry.Length));
            });
        }

        code.Line("default:");
        WriteDefault(choice, keywords);
        code.Close();
        code.Line();
    }

    private void WriteDefault(Node.Choice choice, Keywords keywords)
    {
        var list = string.Concat(keywords.Entries.Select(static entry => BodyWriter.Exact(entry.Text) + "\0"));
        var fail = "return x.FailKeyword(i, " + Words.Utf8(list) + "u8, " + body.Expect(choice) + ");";
        if (keywords.Others.Count == 0)
        {
            WriteBlock(() => code.Line(fail), endsWithFail: true);
            return;
        }

        WriteBlock(() =>
        {
            if (keywords.Entries.Any(entry => keywords.FirstOfOthers.Overlaps(entry.Text.Sets[0])))
            {
                // Should the general alternative fail early, the keyword that was nearly there says where.
                code.Line("x.Hint(i, " + words.Hint(choice.Rule, list, body.Expect(choice)) + ");");
            }

            WriteDecision(choice, plan.DecisionAmong(choice, keywords.Others), fail);
        });
    }

    private string Condition(Node.Choice choice, Keywords keywords, Keywords.Entry entry, string word, string end)
    {
        var terms = new List<string> { word + " == 0x" + Hex(entry.First8) + "UL" };
        if (entry.Length >= 8)
        {
            terms.Add(end + " - i == " + Number(entry.Length));
        }

        if (entry.Length > 8)
        {
            terms.Add(Test.Matches(entry.Text.To(entry.Length).From(8), 8));
        }

        if (entry.Text.Sets.Take(Math.Min(8, entry.Length)).Any(static set => set.Count == 1 && char.IsLetter((char)set.First)))
        {
            terms.Add("(W.Load.U64(ref f, i) & 0x" + Hex(entry.Mask) + "UL) == 0x" + Hex(entry.Exact) + "UL");
        }

        // "SIZE=" is not the keyword of SIZE100: its sign belongs to it where a general alternative could take the word.
        if (entry.Length < entry.Text.Sets.Length && keywords.FirstOfOthers.Overlaps(entry.Text.Sets[0]))
        {
            terms.Add("(" + words.Test(entry.Text.Sets[entry.Length], "W.Load.U8(ref f, " + end + ")", "sign behind a keyword of " + choice.Rule) + ")");
        }

        // A general alternative takes over where its token goes on.
        if (entry.Length == entry.Text.Sets.Length && !entry.Continues.IsEmpty)
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

    private static IEnumerable<int> Count(Decision decision) =>
        decision.Cells.SelectMany(static cell => cell.Further is null ? [cell.Alternative] : Count(cell.Further));

    private static string Number(int number) => BodyWriter.Number(number);

    private static string Hex(ulong value) => value.ToString("X16", CultureInfo.InvariantCulture);
}
