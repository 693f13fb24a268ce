using MailStore.Log.Bodies;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

public sealed class CollectorTests
{
    private const int BodyBytes = 5000;
    private const int TailFrom = 4700;
    private readonly SimDisk _disk = new(new SimDiskOptions());
    private readonly SavedIndexSource _indexes = new();
    private SimStorage? _storage;

    [Fact]
    public void After_half_of_a_store_went_at_random_the_files_take_little_more_than_what_lives_and_little_was_written_twice()
    {
        using var ledger = Create();
        var bodies = Fill(ledger, 200);
        var gone = DeleteHalf(ledger, bodies, seed: 1);
        Prepare(ledger);
        var collector = new Collector(ledger.Volume.Parts);
        Drive(ledger, collector.Run());
        Prepare(ledger);

        var files = SegmentBytes();
        var live = (bodies.Count - gone.Count) * (long)BodyBytes;
        var written = bodies.Count * (long)BodyBytes;
        Assert.InRange(files, live, (long)(1.3 * live) + LedgerVolume.Small.SegmentBytes);
        Assert.InRange(collector.Totals.CopiedOctets + written, written, 2 * written);
        CheckBodies(ledger, bodies, gone);
    }

    [Fact]
    public void Moved_bodies_are_found_after_a_clean_close_and_after_a_power_cut()
    {
        List<LogAddress> bodies;
        HashSet<int> gone;
        using (var ledger = Create())
        {
            bodies = Fill(ledger, 60);
            gone = DeleteHalf(ledger, bodies, seed: 2);
            Prepare(ledger);
            Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        }

        var again = Open();
        CheckBodies(again, bodies, gone);
        again.Write("and on");
        _disk.CutPower();

        using var last = Open();
        CheckBodies(last, bodies, gone);
    }

    [Fact]
    public void A_segment_that_somebody_reads_is_not_removed_and_the_reader_goes_on()
    {
        using var ledger = Create();
        var bodies = Fill(ledger, 30);
        using var reader = ledger.Volume.OpenBody(bodies[0]);
        for (var i = 0; i < 12; i++)
        {
            ledger.Remove(i + 1, BodyBytes);
        }

        Prepare(ledger);
        Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        var octets = new byte[BodyBytes];
        Assert.Equal(BodyBytes, reader.Read(0, octets));
        Assert.Equal(OctetsOf(0), octets);
        Assert.True(_storage!.Exists(SegmentName.Of(bodies[0].Segment)));

        reader.Dispose();
        Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        Assert.False(_storage!.Exists(SegmentName.Of(bodies[0].Segment)));
    }

    [Fact]
    public void A_body_of_chunks_moves_whole_and_aborted_chunks_go()
    {
        using var ledger = Create();
        var large = ledger.WriteChunked("large", 100_000, 8000);
        using (var lost = new ChunkList(8000))
        {
            ledger.WriteChunk(lost, new byte[8000]);
        }

        var bodies = Fill(ledger, 20);
        for (var i = 0; i < bodies.Count; i++)
        {
            ledger.Remove(i + 2, BodyBytes);
        }

        Prepare(ledger);
        var collector = new Collector(ledger.Volume.Parts);
        Drive(ledger, collector.Collect([1, 2]));
        Assert.InRange(collector.Totals.CopiedOctets, 100_000, 112_000);
        Assert.False(_storage!.Exists(SegmentName.Of(1)));
        Assert.False(_storage!.Exists(SegmentName.Of(2)));
        Assert.Equal(LedgerVolume.Pattern(100_000), ledger.ReadBody(large));
    }

    [Fact]
    public void What_nobody_may_remove_stays()
    {
        using var ledger = Create();
        var bodies = Fill(ledger, 30);
        DeleteHalf(ledger, bodies, seed: 3);
        Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        Assert.True(_storage!.Exists(SegmentName.Of(1)));
    }

    [Fact]
    public void Many_rounds_of_deleting_and_collecting_lose_nothing_and_go_over_cold_segments_too()
    {
        var dice = new Random(4);
        var lines = new List<LogAddress>();
        var gone = new HashSet<int>();
        var ledger = Create();
        for (var round = 0; round < 6; round++)
        {
            lines.AddRange(Fill(ledger, 20, from: lines.Count));
            foreach (var i in Enumerable.Range(0, lines.Count).Where(i => !gone.Contains(i) && dice.Next(3) == 0).ToList())
            {
                ledger.Remove(i + 1, BodyBytes);
                gone.Add(i);
            }

            Prepare(ledger);
            Drive(ledger, new Collector(ledger.Volume.Parts).Run());
            CheckBodies(ledger, lines, gone);
            ledger.Dispose();
            ledger = Open();
            CheckBodies(ledger, lines, gone);
        }

        Assert.DoesNotContain("c-00000001.log", _storage!.List());
        ledger.Dispose();
    }

    private LedgerVolume Create() => LedgerVolume.Create(_storage = _disk.Mount(), indexes: _indexes);

    private LedgerVolume Open() => LedgerVolume.Open(_storage = _disk.Mount(), indexes: _indexes);

    internal static List<LogAddress> Fill(LedgerVolume ledger, int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => ledger.WriteBody($"line {i}", OctetsOf(i), BodyBytes - TailFrom))];

    internal static HashSet<int> DeleteHalf(LedgerVolume ledger, List<LogAddress> bodies, int seed)
    {
        var dice = new Random(seed);
        var gone = new HashSet<int>();
        for (var i = 0; i < bodies.Count; i++)
        {
            if (dice.Next(2) == 0)
            {
                ledger.Remove(i + 1, BodyBytes);
                gone.Add(i);
            }
        }

        return gone;
    }

    /// <summary>Checkpoints and exports, so that all that are kept hold what is there so far.</summary>
    internal static void Prepare(LedgerVolume ledger)
    {
        Drive(ledger, new Exporter(ledger.Volume.Parts).Run());
        Drive(ledger, new Exporter(ledger.Volume.Parts).Run());
    }

    internal static void Drive(LedgerVolume ledger, IEnumerable<WorkStep> work)
    {
        foreach (var _ in work)
        {
            while (ledger.Volume.RunOnce())
            {
            }
        }
    }

    internal static void CheckBodies(LedgerVolume ledger, List<LogAddress> bodies, HashSet<int> gone)
    {
        for (var i = 0; i < bodies.Count; i++)
        {
            if (!gone.Contains(i))
            {
                Assert.Equal(OctetsOf(i), ledger.ReadBody(bodies[i]));
                Assert.Equal(OctetsOf(i)[TailFrom..], ledger.ReadTail(bodies[i], TailFrom));
            }
        }
    }

    private static byte[] OctetsOf(int line)
    {
        var octets = new byte[BodyBytes];
        new Random(line).NextBytes(octets);
        return octets;
    }

    private long SegmentBytes()
    {
        var sum = 0L;
        foreach (var name in _storage!.List().Where(name => SegmentName.TryParse(name, out _)))
        {
            using var file = _storage.Open(name, WriteMode.ReadOnly);
            sum += file.Length;
        }

        return sum;
    }
}
