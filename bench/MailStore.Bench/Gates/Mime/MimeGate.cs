using System.Diagnostics;
using System.Globalization;
using MailStore.Mime.Facts;

namespace MailStore.Bench.Gates.Mime;

/// <summary>
/// What it costs to understand a message: the structure pass against a bare search for line ends over the same octets, round
/// about in one process, and the size of what is stored.
/// </summary>
internal sealed class MimeGate(TextWriter output, byte[][] messages, int rounds)
{
    public const double TimesNewlineScanMax = 4;
    public const double MegabytesPerSecondMin = 300;
    public const double FactsShareMax = 0.25;

    private const int PieceBytes = 4096;

    private readonly long _octets = messages.Sum(message => (long)message.Length);
    private readonly StructurePass _whole = new(int.MaxValue);
    private readonly StructurePass _cut = new(PieceBytes);

    /// <returns>The exit code: 0 if every gate holds.</returns>
    public int Run()
    {
        output.WriteLine(Text($"{messages.Length} messages, {_octets / 1e6:F1} MB, {NewlineScan.Run(messages)} lines, {_whole.Run(messages)} parts"));
        var times = Measure();
        string[] names = ["newline scan", "structure pass", $"  in pieces of {PieceBytes}", "pass and facts"];
        for (var i = 0; i < names.Length; i++)
        {
            output.WriteLine(Text($"{names[i],-24}{times[i] * 1e3,9:F2} ms {_octets / times[i] / 1e6,9:F0} MB/s {times[i] / times[0],7:F2} of the newline scan"));
        }

        List<Finding> findings =
        [
            new(times[1] / times[0] <= TimesNewlineScanMax, true, Text($"structure pass / newline scan: {times[1] / times[0]:F2}, at most {TimesNewlineScanMax:F0}")),
            new(times[2] / times[0] <= TimesNewlineScanMax, true, Text($"in pieces / newline scan: {times[2] / times[0]:F2}, at most {TimesNewlineScanMax:F0}")),
            new(_octets / times[1] / 1e6 >= MegabytesPerSecondMin, true, Text($"structure pass: {_octets / times[1] / 1e6:F0} MB/s, at least {MegabytesPerSecondMin:F0}")),
            Allocations(),
            .. Facts(),
        ];
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        var isShort = findings.Exists(finding => finding.IsShort);
        output.WriteLine(isShort ? "gate mime: short" : "gate mime: holds");
        return isShort ? 1 : 0;
    }

    /// <summary>The median of each over rounds in which all take their turn.</summary>
    private double[] Measure()
    {
        Func<long>[] runs = [() => NewlineScan.Run(messages), () => _whole.Run(messages), () => _cut.Run(messages), () => _whole.RunWithFacts(messages)];
        var times = runs.Select(_ => new double[rounds]).ToArray();

        // The first half is for the JIT.
        for (var round = -rounds; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                var from = Stopwatch.GetTimestamp();
                runs[i]();
                times[i][Math.Max(round, 0)] = Stopwatch.GetElapsedTime(from).TotalSeconds;
            }
        }

        return [.. times.Select(each => each.Order().ElementAt(rounds / 2))];
    }

    private Finding Allocations()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _whole.Run(messages);
        var octets = GC.GetAllocatedBytesForCurrentThread() - before;
        return new(octets == 0, true, Text($"allocated in a structure pass over all messages: {octets} octets, at most 0"));
    }

    private IEnumerable<Finding> Facts()
    {
        var sizes = messages.Select(message => (Size: message.Length, Facts: _whole.FactsOf(message))).ToList();
        var share = sizes.Sum(each => (double)each.Facts) / _octets;
        var shares = sizes.Select(each => each.Facts / (double)Math.Max(1, each.Size)).Order().ToList();
        var beyond = sizes.Max(each => each.Facts - (each.Size / FactsWriter.ShareOfMessage));
        yield return new(share <= FactsShareMax, true, Text($"facts / messages: {share:P1}, at most {FactsShareMax:P0}"));
        yield return new(true, false, Text($"facts of the median message: {shares[shares.Count / 2]:P1} of it; octets on average: {sizes.Average(each => each.Facts):F0} of {sizes.Average(each => each.Size):F0}"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _whole.RunWithFacts(messages);
        yield return new(true, false, Text($"allocated a message for all facts: {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)messages.Length:F1} octets"));
        yield return new(beyond <= FactsWriter.BeyondShareMax, true, Text($"most beyond a quarter of the message: {beyond} octets, at most {FactsWriter.BeyondShareMax}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
