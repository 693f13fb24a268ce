using System.Globalization;
using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;

namespace MailStore.Bench.Gates;

/// <summary>What the figures of one mix mean. Only ratios of one process are judged, never nanoseconds.</summary>
internal static class ParseJudge
{
    public const double SplitRatioMin = 5.0;
    public const double RegexRatioMin = 3.0;

    /// <param name="lineCount">Of the mix: a contender that refuses a line of it saves itself work.</param>
    /// <param name="generatedBytesOnBadInput">Allocated by the generated parser a line of damaged lines and noise.</param>
    public static List<Finding> Judge(Protocol protocol, int lineCount, IReadOnlyList<Figures> figures, double generatedBytesOnBadInput)
    {
        var findings = new List<Finding>();
        foreach (var row in figures)
        {
            if (row.Accepted != lineCount)
            {
                findings.Add(new(false, true, $"{protocol.Name}: '{row.Contender}' refuses {lineCount - row.Accepted} valid lines of the mix, so its time means nothing"));
            }
        }

        if (FigureTable.Find(figures, Protocol.Generated) is not { } generated)
        {
            findings.Add(new(false, true, $"{protocol.Name}: there is no generated parser yet"));
            return findings;
        }

        var floor = FigureTable.Find(figures, Protocol.Floor)!.Value;
        var name = $"{protocol.Name} mix";
        findings.Add(AtMost($"{name}, floors", generated.MinNs / floor.MinNs, protocol.FloorRatioMax, $" (stretch {Number(protocol.FloorRatioStretch)})"));
        findings.Add(AtMost($"{name}, bytes allocated a valid line", generated.Bytes, 0, ""));
        findings.Add(AtMost($"{name}, bytes allocated a damaged line or one of noise", generatedBytesOnBadInput, 0, ""));
        // Asked for on the mixes of IMAP and SMTP. A POP3 line is too short for a rival to lose much on it.
        var isJudged = protocol.Name != "POP3";
        findings.Add(Faster(name, figures, Protocol.Split, generated, SplitRatioMin, isJudged));
        findings.Add(Faster(name, figures, Protocol.Regex, generated, RegexRatioMin, isJudged));
        return findings;
    }

    private static Finding AtMost(string what, double value, double limit, string note) =>
        new(value <= limit, true, $"{what}: {Number(value)}, at most {Number(limit)}{note}");

    private static Finding Faster(string name, IReadOnlyList<Figures> figures, string rival, Figures generated, double limit, bool isJudged)
    {
        if (FigureTable.Find(figures, rival) is not { } row)
        {
            return new(false, isJudged, $"{name}: the rival '{rival}' is missing");
        }

        var value = row.MinNs / generated.MinNs;
        return new(value >= limit, isJudged, $"{name}, times faster than {rival}: {Number(value)}, at least {Number(limit)}");
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
