using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes choices: by whole keyword where there are several, else by the octets ahead.</summary>
internal sealed class ChoiceWriter(CodeWriter code, Words words, Plan plan, BodyWriter body)
{
    private const int PathLengthMin = 3;
    private const int SmallSetMax = 4;

    public void Write(Node.Choice choice)
    {
        if (WordRows.Of(choice) is { } rows)
        {
            rows.Write(code, words, body, choice.Rule);
            code.Open("else");
            WriteLooked(choice);
            code.Close();
            code.Line();
        }
        else
        {
            WriteLooked(choice);
        }
    }

    private void WriteLooked(Node.Choice choice)
    {
        if (Keywords.Of(plan, choice) is { } keywords)
        {
            new KeywordWriter(code, words, plan, body, this).Write(choice, keywords);
        }
        else
        {
            WriteDecision(choice, plan.DecisionOf(choice), "return x.Fail(i, " + body.Expect(choice) + ");");
        }
    }

    public void WriteDecision(Node.Choice choice, Decision decision, string fail)
    {
        var paths = Paths(decision).ToList();
        var uses = Count(decision).Concat(paths.Select(static path => path.Alternative)).GroupBy(static one => one).ToDictionary(static group => group.Key, static group => group.Count());
        if (uses.Values.All(static count => count == 1))
        {
            WriteCells(choice, decision, 0, fail, alternative => body.Write(choice.Alternatives[alternative], decision.Known(alternative)));
            return;
        }

        // An alternative that several looks lead to is written once.
        var chosen = code.Fresh("way");
        code.Line("int " + chosen + ";");
        var straight = paths.Count == 0 ? [] : decision.Cells.Where(static cell => cell.Further is null && cell.Set.Count > SmallSetMax).ToList();
        foreach (var (set, alternative, _) in straight)
        {
            // Most first octets can begin none of the words.
            code.Open("if (" + words.Test(set, Test.Here, choice.Rule) + ")");
            code.Line(chosen + " = " + Number(alternative) + ";");
            code.Close();
            code.Open("else");
        }

        foreach (var (path, alternative) in paths)
        {
            // A word that leads straight to its alternative is compared whole, before the look at octet by octet.
            code.Open("if (" + Test.Matches(path, 0) + ") // " + Signs.Of(path.Upper).Text);
            code.Line(chosen + " = " + Number(alternative) + ";");
            code.Close();
            code.Open("else");
        }

        WriteCells(choice, decision.Without(straight), 0, fail, alternative => code.Line(chosen + " = " + Number(alternative) + ";"));
        for (var n = 0; n < paths.Count + straight.Count; n++)
        {
            code.Close();
            code.Line();
        }

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

    /// <summary>Words of fixed octets, each of which only one alternative is left behind.</summary>
    private static IEnumerable<(Node.Text Path, int Alternative)> Paths(Decision decision) =>
        Paths(decision, []).Where(static path => path.Path.Sets.Length >= PathLengthMin).OrderByDescending(static path => path.Path.Sets.Length);

    private static IEnumerable<(Node.Text Path, int Alternative)> Paths(Decision decision, ByteSet[] before) =>
        decision.Cells
            .Where(static cell => cell.Set.Count == 1 || cell.Set.Equals(ByteSet.Folded(cell.Set.First)))
            .SelectMany(cell => cell.Further is null
                ? [(new Node.Text([.. before, cell.Set]), cell.Alternative)]
                : Paths(cell.Further, [.. before, cell.Set]));

    private void WriteCells(Node.Choice choice, Decision decision, int distance, string fail, Action<int> write)
    {
        if (distance > 0)
        {
            fail = "return x.Fail(i + " + Number(distance) + ", " + body.Expect(choice) + ");";
        }

        var ahead = code.Fresh("ahead");
        var small = decision.Cells.Where(static cell => cell.Set.Count <= SmallSetMax).ToList();
        var large = decision.Cells.Where(static cell => cell.Set.Count > SmallSetMax).ToList();
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

    public void WriteBlock(Action write, bool endsWithFail = false)
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

    private static IEnumerable<int> Count(Decision decision) =>
        decision.Cells.SelectMany(static cell => cell.Further is null ? [cell.Alternative] : Count(cell.Further));

    private static string Number(int number) => BodyWriter.Number(number);

}
