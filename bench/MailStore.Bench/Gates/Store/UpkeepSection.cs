using System.Diagnostics;
using System.Globalization;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Operations;
using MailStore.Log.Records;
using MailStore.Log.Volumes;

namespace MailStore.Bench.Gates.Store;

/// <summary>
/// Half of a volume is deleted at random and the rest collected: what the files take then, and what was written more than once.
/// Then its index, exports and manifest are taken away, and it is salvaged from frames alone.
/// </summary>
internal sealed class UpkeepSection(UpkeepSectionOptions options) : IStoreSection
{
    private const int BodyBytes = 8192;
    private const int Writers = 32;

    public string Name => "upkeep";

    public IReadOnlyList<Finding> Run(TextWriter output, string folder)
    {
        // Once with less, for the compiler: a store that is worth a salvage takes minutes, not a second.
        Salvage(TextWriter.Null, Path.Combine(folder, "warm"), new List<Finding>(), options.Bodies / 4);
        var findings = new List<Finding>();
        Salvage(output, folder, findings, options.Bodies);
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        return findings;
    }

    private void Salvage(TextWriter output, string folder, List<Finding> findings, int bodies)
    {
        Directory.CreateDirectory(folder);
        var place = Path.Combine(folder, "volume");
        var sizes = new VolumeOptions
        {
            Identity = 0x5EED_0001,
            SegmentBytes = options.SegmentBytes,
            ColdSegmentBytes = 2 * options.SegmentBytes,
            Upkeep = new() { RunsByItself = false },
        };
        using (var storage = FileStorage.Create(place))
        {
            Volume.Create(storage, sizes);
            using var volume = Volume.Open(storage, new BodiesOnly(), sizes, TimeProvider.System, WriterMode.Threaded);
            findings.AddRange(Collect(output, volume, bodies));
        }

        foreach (var file in Directory.EnumerateFiles(place).Where(file => Path.GetExtension(file) != ".log" || Path.GetFileName(file)[0] == 'm'))
        {
            File.Delete(file);
        }

        using var source = FileStorage.Open(place);
        using var target = FileStorage.Create(Path.Combine(folder, "salvaged"));
        var start = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var report = VolumeOperations.Salvage(source, target, new BodiesOnly(), sizes);
        processor = Environment.CpuUsage.TotalTime - processor;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var speed = report.Octets / seconds / 1e6;
        output.WriteLine(Text($"salvage from frames alone: {report.Frames} frames, {report.Octets / 1e6:F0} MB in {seconds:F2} s ({processor.TotalSeconds:F2} s of processor time), {report.LossCount} losses"));
        findings.Add(new(report.LossCount == 0, true, Text($"salvage: {report.LossCount} losses of an undamaged volume, at most 0")));
        findings.Add(new(speed >= 500 || !options.IsJudged, true, Text($"salvage from frames alone: {speed:F0} MB/s, at least 500")));
    }

    private List<Finding> Collect(TextWriter output, Volume volume, int count)
    {
        var operations = new VolumeOperations(volume, TimeProvider.System);
        var bodies = Fill(volume, count);
        var dice = new Random(1);
        var gone = bodies.Where(_ => dice.Next(2) == 0).ToList();
        Release(volume, gone);
        var live = (long)(bodies.Length - gone.Count) * BodyBytes;
        var before = operations.Figures();
        var start = Stopwatch.GetTimestamp();
        var report = operations.Compact();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = operations.Figures();
        var space = (double)after.SegmentBytes / live;
        var written = (double)(before.SegmentBytes + report.CopiedBytes) / ((long)bodies.Length * BodyBytes);
        output.WriteLine(Text($"{bodies.Length} bodies of {BodyBytes} B, {gone.Count} deleted: {before.SegmentBytes / 1e6:F0} MB before, {after.SegmentBytes / 1e6:F0} MB after, {live / 1e6:F0} MB live; {report.CopiedBytes / 1e6:F0} MB copied in {seconds:F1} s"));
        return
        [
            new(space <= 1.3 || !options.IsJudged, true, Text($"space after deleting half and settling, to what lives: {space:F2}, at most 1.30")),
            new(written <= 2 || !options.IsJudged, true, Text($"written in all, to what was appended: {written:F2}, at most 2.00")),
        ];
    }

    private static LogAddress[] Fill(Volume volume, int count)
    {
        var bodies = new LogAddress[count];
        var octets = new byte[BodyBytes];
        new Random(2).NextBytes(octets);
        var next = -1;
        Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < bodies.Length;)
            {
                bodies[i] = await volume.AppendAsync("a"u8.ToArray(), octets);
            }
        }))).GetAwaiter().GetResult();
        return bodies;
    }

    private static void Release(Volume volume, List<LogAddress> gone)
    {
        foreach (var some in gone.Chunk(256))
        {
            var request = new ReleaseRequest(some, BodyBytes);
            while (!volume.TrySubmit(request))
            {
                Thread.Yield();
            }

            request.Done.GetAwaiter().GetResult();
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
