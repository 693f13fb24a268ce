using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>
/// Writes what follows a look that did not fit, where it takes more than one octet: those that fitted were right, so if nothing else
/// fits, the error is behind them. Octets that any way on takes as well cost one comparison more.
/// </summary>
internal sealed class MissWriter(CodeWriter code, Words words)
{
    /// <param name="head">"if" or "else if".</param>
    /// <param name="expect">What the alternative begins with.</param>
    public void Write(string head, Decision decision, int alternative, string rule, string expect)
    {
        var cells = Further(decision, alternative);
        if (cells.Count == 0)
        {
            return;
        }

        var test = string.Join(" || ", cells.Select(cell => Fits(cell.Set, 0, rule)));
        code.Open(head + " (" + test + ")");
        code.Line("x.Reach(i + " + Fitted(cells, alternative, rule) + ", " + expect + ");");
        code.Close();
    }

    public static bool IsNeeded(Decision decision, int alternative) => Further(decision, alternative).Count > 0;

    // How many octets fitted, given that the first did.
    private string Fitted(List<(ByteSet Set, Decision Further)> cells, int alternative, string rule)
    {
        var deeper = cells.Select(cell => Deeper(cell.Further, alternative, rule, 1)).ToList();
        if (deeper.Distinct().Count() == 1)
        {
            return deeper[0];
        }

        var text = deeper[deeper.Count - 1];
        for (var i = cells.Count - 2; i >= 0; i--)
        {
            text = "(" + Fits(cells[i].Set, 0, rule) + " ? " + deeper[i] + " : " + text + ")";
        }

        return text;
    }

    private string Deeper(Decision decision, int alternative, string rule, int distance)
    {
        var text = BodyWriter.Number(distance);
        foreach (var (set, further) in Further(decision, alternative))
        {
            text = "(" + Fits(set, distance, rule) + " ? " + Deeper(further, alternative, rule, distance + 1) + " : " + text + ")";
        }

        return text;
    }

    private string Fits(ByteSet set, int distance, string rule) => Test.Parenthesised(words.Test(set, Test.At(distance), rule));

    private static List<(ByteSet Set, Decision Further)> Further(Decision decision, int alternative) =>
        [.. decision.Cells.Where(cell => cell.Further?.Alternatives.Contains(alternative) == true).Select(static cell => (cell.Set, cell.Further!))];
}
