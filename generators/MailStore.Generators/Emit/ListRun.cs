using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>Lists whose whole extent is found by vector, if they look as they nearly always do: words, and ranges of numbers.</summary>
internal sealed class ListRun(Plan plan)
{
    private const ulong NineDigits = 999_999_999;

    /// <summary>A C# expression: the end of the list that starts at <c>i</c>, or -1 where each item must be looked at. Null for other lists.</summary>
    public string? Of(Node.List list)
    {
        if (list.Max != RepeatElement.Unbounded || list.Min > 1 || list.Item.Shape.HasKinds
            || list.After is not Node.Sequence { Items.Length: 0 }
            || list.Between is not Node.Text { Sets: [{ Count: 1 } separator] }
            || plan.StopsInside(list.Item.Procedure))
        {
            return null;
        }

        if (WordOf(list.Item) is { } word && Words.IsForVectors(word) && !word.Contains(255) && !word.Overlaps(separator))
        {
            return "W.Lists.EndOfWords(ref f, i, " + Words.Rows(word) + ", " + Octet(separator) + ")";
        }

        return RangeOf(list.Item.Procedure) is { } range && !range.Between.Overlaps(separator) && !range.Any.Overlaps(separator)
            ? "W.Lists.EndOfRanges(ref f, i, " + Octet(separator) + ", " + Octet(range.Between) + ", " + Octet(range.Any) + ", isNonZero: " + (range.IsNonZero ? "true" : "false") + ")"
            : null;
    }

    // The set C of an item 1*C, or of the only alternative 1*C that such an octet leads to.
    private ByteSet? WordOf(Node.Capture item)
    {
        if (item.Procedure is null)
        {
            return RunOf(item.Body!);
        }

        if (item.Procedure.Depth > 0 || item.Procedure.Kind != ShapeKind.Str)
        {
            return null;
        }

        return Bare(item.Procedure.Body) switch
        {
            Node.Choice choice => Enumerable.Range(0, choice.Alternatives.Length).Select(at => IsChosenBy(choice, at)).FirstOrDefault(static set => set is not null),
            var body => RunOf(body),
        };
    }

    private ByteSet? IsChosenBy(Node.Choice choice, int alternative) =>
        RunOf(choice.Alternatives[alternative]) is { } set
            && plan.DecisionOf(choice).Cells.Any(cell => cell.Further is null && cell.Alternative == alternative && set.IsSubsetOf(cell.Set))
            ? set
            : null;

    private static ByteSet? RunOf(Node node) =>
        Bare(node) is Node.Token token && TokenWriter.Loop(token.Dfa) is { First: { } first } loop && first.Equals(loop.More) ? first : null;

    // number, or number and sign and number, where a sign may stand for a number.
    private static (ByteSet Between, ByteSet Any, bool IsNonZero)? RangeOf(Procedure? item)
    {
        if (item?.Kind != ShapeKind.Struct
            || item.Body is not Node.Sequence { Items: [Node.Capture from, Node.Repeat { Min: 0, Max: 1, Body: Node.Sequence { Items: [Node.Text { Sets: [{ Count: 1 } between] }, Node.Capture to] } }] }
            || from.Procedure is null
            || NumberOf(from.Procedure) is not { } number
            || to.Procedure is null
            || NumberOf(to.Procedure) != number)
        {
            return null;
        }

        return (between, number.Any, number.IsNonZero);
    }

    private static (ByteSet Any, bool IsNonZero)? NumberOf(Procedure procedure)
    {
        if (procedure.Kind != ShapeKind.Number || procedure.Shape!.Max < NineDigits
            || procedure.Body is not Node.Choice { Alternatives: [Node.Token token, Node.Sequence { Items: [Node.Text { Sets: [{ Count: 1 } any] }, Node.Mark] }] }
            || TokenWriter.Loop(token.Dfa) is not { First: { } first } loop
            || !loop.More.Equals(ByteSet.Range('0', '9')))
        {
            return null;
        }

        var isNonZero = first.Equals(ByteSet.Range('1', '9'));
        return isNonZero || first.Equals(loop.More) ? (any, isNonZero) : null;
    }

    private static Node Bare(Node node) => node is Node.Sequence sequence
        ? Node.Join(sequence.Items.Where(static inner => inner is not Node.Mark))
        : node;

    private static string Octet(ByteSet set) => "(byte)" + Words.Octet(set.First);
}
