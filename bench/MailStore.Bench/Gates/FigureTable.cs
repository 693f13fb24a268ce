using System.Globalization;
using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Gates;

/// <summary>The gate's output: one block a set of lines, one row a contender.</summary>
internal sealed class FigureTable(TextWriter output)
{
    public void Write(LineSet lines, IReadOnlyList<Figures> figures, IReadOnlyDictionary<string, double>? bytesOnDamaged = null)
    {
        output.WriteLine(Invariant($"{lines.Name}: {lines.Count} lines, {lines.BytesPerLine:F1} B a line"));
        output.WriteLine("  contender        min ns   median      max   x floor  x generated  B/line valid  damaged  accepted  hash");
        var floor = Find(figures, Protocol.Floor)!.Value.MinNs;
        var generated = Find(figures, Protocol.Generated)?.MinNs;
        foreach (var row in figures)
        {
            var against = generated is { } ns ? Invariant($"{row.MinNs / ns,12:F2}") : "           -";
            var damaged = bytesOnDamaged is not null ? Invariant($"{bytesOnDamaged[row.Contender],8:F1}") : "       -";
            output.WriteLine(Invariant($"  {row.Contender,-14}{row.MinNs,9:F1}{row.MedianNs,9:F1}{row.MaxNs,9:F1}{row.MinNs / floor,10:F2}") +
                Invariant($" {against}{row.Bytes,14:F1} {damaged}{row.Accepted,10}  {row.Hash:x16}"));
        }

        output.WriteLine();
    }

    public static Figures? Find(IReadOnlyList<Figures> figures, string contender)
    {
        foreach (var row in figures)
        {
            if (row.Contender == contender)
            {
                return row;
            }
        }

        return null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
