using System.Diagnostics;
using System.Runtime;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Measuring;

/// <summary>
/// Times contenders against each other: a batch of one, a batch of the next, round and round, so that a noisy moment
/// hits all of them and a slow clock slows all of them.
/// </summary>
internal static class Stopwatcher
{
    /// <summary>Runs everything until the JIT has compiled nothing for a while: tier 1 and its profile have settled then.</summary>
    /// <returns>False if the JIT was still busy when the time was up.</returns>
    public static bool WarmUp(IReadOnlyList<(LineSet Lines, IReadOnlyList<IContender> Contenders)> work, TimeSpan quiet, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var compiled = JitInfo.GetCompiledMethodCount();
        var lastChange = clock.Elapsed;
        while (clock.Elapsed - lastChange < quiet)
        {
            foreach (var (lines, contenders) in work)
            {
                foreach (var contender in contenders)
                {
                    contender.Run(lines);
                }
            }

            if (JitInfo.GetCompiledMethodCount() != compiled)
            {
                compiled = JitInfo.GetCompiledMethodCount();
                lastChange = clock.Elapsed;
            }

            if (clock.Elapsed > limit)
            {
                return false;
            }
        }

        return true;
    }

    public static Figures[] Measure(LineSet lines, IReadOnlyList<IContender> contenders, TimeSpan budget, int minRounds)
    {
        var times = new List<double>[contenders.Count];
        for (var c = 0; c < contenders.Count; c++)
        {
            times[c] = new(1024);
        }

        var clock = Stopwatch.StartNew();
        for (var round = 0; round < minRounds || clock.Elapsed < budget; round++)
        {
            for (var c = 0; c < contenders.Count; c++)
            {
                // Untimed: whatever the contender before has pushed out of caches and predictors comes back, as in a busy server's steady state.
                contenders[c].Run(lines);
                var from = Stopwatch.GetTimestamp();
                contenders[c].Run(lines);
                times[c].Add(Stopwatch.GetElapsedTime(from).TotalNanoseconds / lines.Count);
            }
        }

        var figures = new Figures[contenders.Count];
        for (var c = 0; c < contenders.Count; c++)
        {
            times[c].Sort();
            var hash = contenders[c].Run(lines);
            figures[c] = new(
                contenders[c].Name,
                times[c][0],
                times[c][times[c].Count / 2],
                times[c][^1],
                BytesPerLine(lines, contenders[c]),
                contenders[c].CountAccepted(lines),
                hash);
        }

        return figures;
    }

    /// <summary>Exact, of this thread.</summary>
    public static double BytesPerLine(LineSet lines, IContender contender)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        contender.Run(lines);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / lines.Count;
    }
}
