using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Writes lists: every item is validated now and read again, lazily, by the list's view.</summary>
internal sealed class ListWriter(CodeWriter code, Plan plan, BodyWriter body)
{
    /// <summary>Lists still to be written as methods of the procedure in hand.</summary>
    public List<(string Name, Node.List List, IReadOnlyList<ByteSet> Known)> Pending { get; } = [];

    public void Write(Node.List list, IReadOnlyList<ByteSet> known)
    {
        // A large item stands in a method of its own: the method around it would clear the item's room at every call.
        if (plan.IsLarge(list.Item.Shape))
        {
            WriteCall(list, known);
            return;
        }

        if (list.Min == 0)
        {
            var entry = plan.EntryOf(list);
            code.Open("if (" + body.Condition(entry, 0, list.Field.Name) + ")");
            WriteItems(list, body.Target + "." + list.Field.Name, entry.Known(0));
            code.Close();
            body.WriteMiss("else if", entry, list.Field.Name, list);
            code.Line();
            return;
        }

        code.Line("{");
        code.Indent();
        WriteItems(list, body.Target + "." + list.Field.Name, known);
        code.Close();
        code.Line();
    }

    private void WriteCall(Node.List list, IReadOnlyList<ByteSet> known)
    {
        var name = body.Procedure.Name + list.Field.Name + (Pending.Count == 0 ? "" : BodyWriter.Number(Pending.Count + 1));
        Pending.Add((name, list, list.Min == 0 ? plan.EntryOf(list).Known(0) : known));
        if (list.Min == 0)
        {
            code.Open("if (" + body.Condition(plan.EntryOf(list), 0, list.Field.Name) + ")");
        }

        body.Advance(name + "(ref x, i, ref " + body.Target + "." + list.Field.Name + ")");
        if (list.Min == 0)
        {
            code.Close();
            code.Line();
        }
    }

    /// <summary>The body of a list's own method.</summary>
    public void WriteApart(Node.List list, IReadOnlyList<ByteSet> known) => WriteItems(list, "c", known);

    private void WriteItems(Node.List list, string place, IReadOnlyList<ByteSet> known)
    {
        var hasKinds = list.Item.Shape.HasKinds;
        body.Write(list.Before, known);
        var first = code.Fresh("first");
        code.Line("nint " + first + " = i;");
        if (new ListRun(plan).Of(list) is { } run)
        {
            var all = code.Fresh("end");
            code.Line("nint " + all + " = " + run + ";");
            code.Open("if (" + all + " >= 0)");
            code.Line("i = " + all + ";");
            code.Close();
            code.Open("else");
            WriteEach(list, place, first, hasKinds);
            code.Close();
            code.Line();
            code.Line(place + " = new(" + BodyWriter.Between(first, "i") + ");");
            return;
        }

        WriteEach(list, place, first, hasKinds);
        var end = list.After is Node.Sequence { Items.Length: 0 } ? "i" : "last";
        code.Line(place + " = new(" + BodyWriter.Between(first, end) + (hasKinds ? ", kinds" : "") + ");");
    }

    private void WriteEach(Node.List list, string place, string first, bool hasKinds)
    {
        if (list.Item.Procedure is not null)
        {
            // Nothing reads what an item leaves unset but the kinds of nested lists.
            var isPartly = list.Item.Shape.Kind is ShapeKind.Union or ShapeKind.Struct;
            code.Line(isPartly ? "Unsafe.SkipInit(out " + list.Item.Shape.ValueType + " item);" : list.Item.Shape.ValueType + " item = default;");
            foreach (var nested in isPartly ? plan.NestedIn(list.Item.Shape) : [])
            {
                code.Line("item." + nested.Name + " = default;");
            }
        }

        if (hasKinds)
        {
            code.Line(list.Item.Shape.Pascal + "Kinds kinds = default;");
        }

        var stops = plan.StopsInside(list.Item.Procedure);
        if (stops)
        {
            code.Line("nint done = i;");
        }

        if (list.After is not Node.Sequence { Items.Length: 0 })
        {
            code.Line("nint last = i;");
        }

        if (list.Max == 1)
        {
            WriteItem(list, place, first, stops, hasKinds);
        }
        else
        {
            WriteRounds(list, place, first, stops, hasKinds);
        }
    }

    private void WriteRounds(Node.List list, string place, string first, bool stops, bool hasKinds)
    {
        var isCounted = list.Max != RepeatElement.Unbounded || list.Min > 1;
        var n = code.Fresh("n");
        if (isCounted)
        {
            code.Line("int " + n + " = 0;");
        }

        code.Open("while (true)");
        WriteItem(list, place, first, stops, hasKinds);
        var more = body.Condition(plan.DecisionOf(list), 0, list.Field.Name);
        if (isCounted)
        {
            code.Line(n + "++;");
            var full = n + " == " + BodyWriter.Number(list.Max);
            var ended = list.Min > 1 ? n + " >= " + BodyWriter.Number(list.Min) + " && " + Test.Not(more) : Test.Not(more);
            code.Open("if (" + (list.Max == list.Min ? full : list.Max == RepeatElement.Unbounded ? ended : list.Min > 1 ? full + " || (" + ended + ")" : full + " || " + ended) + ")");
        }
        else
        {
            code.Open("if (" + Test.Not(more) + ")");
        }

        if (list.Max == RepeatElement.Unbounded)
        {
            body.WriteMiss("if", plan.DecisionOf(list), list.Field.Name, list.Between is Node.Sequence { Items.Length: 0 } ? list : list.Between);
        }

        code.Line("break;");
        code.Close();
        code.Line();
        body.Write(list.Between, isCounted && list.Min > 1 ? [] : plan.DecisionOf(list).Known(0));
        code.Close();
        code.Line();
    }

    private void WriteItem(Node.List list, string place, string first, bool stops, bool hasKinds)
    {
        WriteValue(list, place, first, stops, hasKinds);
        if (list.After is not Node.Sequence { Items.Length: 0 })
        {
            code.Line("last = i;");
            body.Write(list.After);
        }
    }

    private void WriteValue(Node.List list, string place, string first, bool stops, bool hasKinds)
    {
        if (list.Item.Procedure is null)
        {
            body.Write(list.Item.Body!);
            return;
        }

        var call = BodyWriter.CallText(list.Item.Procedure, "item");
        if (stops)
        {
            // A streamed literal ends the frame inside an item: the items before it are the list.
            code.Line("i = " + call + ";");
            code.Open("if (i < 0)");
            code.Line(place + " = new(" + BodyWriter.Between(first, "done") + (hasKinds ? ", kinds" : "") + ");");
            code.Line("return i;");
            code.Close();
            code.Line();
            code.Line("done = i;");
        }
        else
        {
            body.Advance(call);
        }

        if (!hasKinds)
        {
            return;
        }

        var kind = list.Item.Shape.ValueType == list.Item.Shape.Pascal ? "item.Kind" : "item";
        code.Line("kinds |= (" + list.Item.Shape.Pascal + "Kinds)(1UL << ((int)" + kind + " - 1));");
        foreach (var nested in plan.NestedIn(list.Item.Shape))
        {
            code.Line("kinds |= item." + nested.Name + ".Kinds;");
        }
    }
}
