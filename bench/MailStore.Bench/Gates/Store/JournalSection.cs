using System.Diagnostics;
using System.Globalization;
using MailStore.Bench.Contenders.Store;

namespace MailStore.Bench.Gates.Store;

/// <summary>
/// Durable appends: our journal, FasterLog in two forms, and what the disk gives at best to who writes batches of the same size.
/// Contenders take turns within a round, since a disk's mood changes; ratios are medians over the rounds.
/// </summary>
internal sealed class JournalSection(JournalSectionOptions options) : IStoreSection
{
    private const int SmallBytes = 4096;
    private const int LargeBytes = 64 * 1024;
    private const string Bare = "bare writer";

    public string Name => "journal";

    public IReadOnlyList<Finding> Run(TextWriter output, string folder)
    {
        var findings = new List<Finding>();
        Crowd(JournalKind.All[0], Path.Combine(folder, "warm"), SmallBytes, options.SmallAppends / 4);
        findings.AddRange(Throughput(output, folder, SmallBytes, options.SmallAppends));
        findings.AddRange(Throughput(output, folder, LargeBytes, options.LargeAppends));
        findings.AddRange(Latency(output, folder));
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        return findings;
    }

    private List<Finding> Throughput(TextWriter output, string folder, int bytes, int appends)
    {
        var runs = JournalKind.All.ToDictionary(kind => kind.Name, _ => new List<JournalRun>(), StringComparer.Ordinal);
        runs[Bare] = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var kind in JournalKind.All)
            {
                runs[kind.Name].Add(Crowd(kind, Path.Combine(folder, "round"), bytes, appends));
            }

            runs[Bare].Add(BareRun(folder, bytes, appends, runs[JournalKind.Ours][^1].AppendsPerWrite));
        }

        output.WriteLine(Text($"{options.Writers} writers, records of {bytes} B, {options.Rounds} rounds of {appends}"));
        output.WriteLine("  contender             op/s min   median      max     MB/s  op/write  B/op");
        foreach (var (name, list) in runs)
        {
            var speeds = list.Select(run => run.PerSecond).Order().ToArray();
            output.WriteLine(Text($"  {name,-20}{speeds[0],10:F0}{Median(speeds),9:F0}{speeds[^1],9:F0}{Median(list.Select(run => run.MegabytesPerSecond)),9:F0}") +
                Text($"{Median(list.Select(run => run.AppendsPerWrite)),10:F1}{Median(list.Select(run => run.AllocatedPerAppend)),6:F0}"));
        }

        output.WriteLine();
        var size = $"{bytes / 1024} KB";
        return
        [
            AtLeast($"{size}: journal to FasterLog as shipped", Ratio(runs, JournalKind.Shipped), 3),
            AtLeast($"{size}: journal to FasterLog in its best safe form", Ratio(runs, JournalKind.Safe), 1.3),
            AtLeast($"{size}: journal to the bare writer with the same batches", Ratio(runs, Bare), 0.6),
            AtMost($"{size}: octets allocated per append", Median(runs[JournalKind.Ours].Select(run => run.AllocatedPerAppend)), 100),
        ];
    }

    private List<Finding> Latency(TextWriter output, string folder)
    {
        var ours = new List<double>();
        var bare = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(Alone(JournalKind.All[0], Path.Combine(folder, "lone")));
            bare.Add(Median(BareWriter.Run(Fresh(folder), options.LoneAppends, SmallBytes)));
        }

        output.WriteLine(Text($"one writer, records of {SmallBytes} B, median of {options.LoneAppends}: journal {Median(ours) * 1e6:F0} us, bare synced write {Median(bare) * 1e6:F0} us"));
        output.WriteLine();
        return [AtMost("one writer: latency to one bare synced write", Median(ours.Zip(bare, (one, other) => one / other)), 1.5)];
    }

    private JournalRun Crowd(JournalKind kind, string folder, int bytes, int appends)
    {
        Remove(folder);
        try
        {
            using var journal = kind.Open(folder);
            var record = new byte[bytes];
            new Random(bytes).NextBytes(record);
            Write(journal, record, options.Writers);
            var writes = journal.Writes;
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            Write(journal, record, appends);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            return new(seconds, appends, bytes, (double)allocated / appends, (double)appends / Math.Max(1, journal.Writes - writes));
        }
        finally
        {
            Remove(folder);
        }
    }

    private void Write(IJournal journal, byte[] record, int appends)
    {
        var left = appends;
        Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await journal.AppendAsync(record);
            }
        }))).GetAwaiter().GetResult();
    }

    private static JournalRun BareRun(string folder, int bytes, int appends, double appendsPerWrite)
    {
        var batch = ((int)(appendsPerWrite * bytes) + 4095) & ~4095;
        var writes = (int)Math.Max(1, (long)appends * bytes / batch);
        var seconds = BareWriter.Run(Fresh(folder), writes, batch).Sum();
        return new(seconds, (int)((long)writes * batch / bytes), bytes, 0, appendsPerWrite);
    }

    private double Alone(JournalKind kind, string folder)
    {
        Remove(folder);
        try
        {
            using var journal = kind.Open(folder);
            var record = new byte[SmallBytes];
            var seconds = new double[options.LoneAppends];
            Task.Run(async () =>
            {
                for (var i = 0; i < seconds.Length; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await journal.AppendAsync(record);
                    seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }).GetAwaiter().GetResult();
            return Median(seconds);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static double Ratio(Dictionary<string, List<JournalRun>> runs, string other) =>
        Median(runs[JournalKind.Ours].Zip(runs[other], (ours, theirs) => ours.PerSecond / theirs.PerSecond));

    private static Finding AtLeast(string what, double value, double limit) => new(value >= limit, true, Text($"{what}: {value:F2}, at least {limit:F2}"));

    private static Finding AtMost(string what, double value, double limit) => new(value <= limit, true, Text($"{what}: {value:F2}, at most {limit:F2}"));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Fresh(string folder)
    {
        var place = Path.Combine(folder, "bare");
        Remove(place);
        return place;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
