using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Gates;

/// <summary>Runs all contenders of all protocols in one process, prints what they took, and judges the generated parsers.</summary>
internal sealed class ParseGate(TextWriter output, ParseGateOptions options, IReadOnlyList<Protocol> protocols)
{
    private readonly FigureTable _table = new(output);
    private readonly List<Finding> _findings = [];

    /// <returns>The exit code: 0 if every gate holds.</returns>
    public int Run()
    {
        var mixes = protocols.Select(protocol => protocol.Mix(options.LinesPerMix)).ToArray();
        var settled = Stopwatcher.WarmUp(
            [.. protocols.Select((protocol, i) => (mixes[i], protocol.Contenders))], options.JitQuiet, options.WarmUpMax);
        output.WriteLine(settled ? "Warmed up: the JIT is quiet." : "The JIT was still busy when the time for warming up was over: distrust the figures.");
        output.WriteLine();
        for (var i = 0; i < protocols.Count; i++)
        {
            RunMix(protocols[i], mixes[i]);
        }

        output.WriteLine("For information, judged by nothing: parts of the IMAP mix, and lines that repeat (which a branch predictor learns by heart).");
        output.WriteLine();
        foreach (var protocol in protocols)
        {
            RunSides(protocol);
        }

        return Conclude();
    }

    private void RunMix(Protocol protocol, LineSet lines)
    {
        var figures = Stopwatcher.Measure(lines, protocol.Contenders, options.MixBudget, options.RoundsMin);
        var damaged = Damage.Mutate(lines, seed: 1);
        var noise = Damage.Noise(seed: 2, lines.Count);
        var bytes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var contender in protocol.Contenders)
        {
            bytes[contender.Name] = (Stopwatcher.BytesPerLine(damaged, contender) + Stopwatcher.BytesPerLine(noise, contender)) / 2;
        }

        _table.Write(lines, figures, bytes);
        var findings = ParseJudge.Judge(protocol, lines.Count, figures, bytes.GetValueOrDefault(Protocol.Generated));
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        output.WriteLine();
        _findings.AddRange(findings);
    }

    private void RunSides(Protocol protocol)
    {
        foreach (var part in protocol.Parts)
        {
            RunSide(protocol, part(options.LinesPerMix));
        }

        foreach (var line in protocol.Repeated)
        {
            RunSide(protocol, LineSet.Repeated(line, options.LinesPerMix));
        }

        RunSide(protocol, Damage.Mutate(protocol.Mix(options.LinesPerMix), seed: 3));
    }

    private void RunSide(Protocol protocol, LineSet lines) =>
        _table.Write(lines, Stopwatcher.Measure(lines, protocol.Contenders, options.SideBudget, options.RoundsMin));

    private int Conclude()
    {
        var shortfalls = _findings.Where(finding => finding.IsShort).ToList();
        output.WriteLine(shortfalls.Count == 0 ? "gate parse: every gate holds" : $"gate parse: {shortfalls.Count} short");
        foreach (var shortfall in shortfalls)
        {
            output.WriteLine("  " + shortfall.Text);
        }

        return shortfalls.Count == 0 ? 0 : 1;
    }
}
