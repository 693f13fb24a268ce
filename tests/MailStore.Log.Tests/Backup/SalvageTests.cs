using MailStore.Log.Backup;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Compaction;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Backup;

public sealed class SalvageTests
{
    private const int BodyBytes = 5000;
    private static readonly SalvageSizes Sizes = new(16 * 1024, 64 * 1024, 1024 * 1024);
    private readonly SavedIndexSource _indexes = new();
    private readonly SimDisk _disk = new(new SimDiskOptions());
    private readonly SimDisk _other = new(new SimDiskOptions());

    [Fact]
    public void Frames_alone_are_enough_if_none_is_lost()
    {
        var (source, bodies) = Make(50, withExports: false);
        foreach (var name in source.List().Where(name => !SegmentName.TryParse(name, out _)).ToList())
        {
            source.Delete(name);
        }

        var report = Run(source);
        Assert.Empty(report.Losses);
        Assert.Null(report.Export);
        using var ledger = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        Assert.Equal(50, ledger.Lines.Count);
        CollectorTests.CheckBodies(ledger, bodies, []);
        ledger.Write("and on");
    }

    [Fact]
    public void A_damaged_frame_costs_what_was_in_it_and_nothing_else()
    {
        var (source, bodies) = Make(50, withExports: false);
        Flip(source, bodies[20], 1000);
        var report = Run(source);
        Assert.Contains(report.Losses, loss => loss.File == SegmentName.Of(bodies[20].Segment) && loss.From == bodies[20].Offset);
        using var ledger = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        Assert.Equal(49, ledger.Lines.Count);
        Assert.DoesNotContain("line 20", ledger.Lines);
        CollectorTests.CheckBodies(ledger, bodies, [20]);
    }

    [Fact]
    public void With_an_export_even_what_is_damaged_is_known_by_name()
    {
        var (source, bodies) = Make(50, withExports: true);
        Flip(source, bodies[20], 1000);
        source.Delete(ManifestFile.Name);
        var report = Run(source);
        Assert.NotNull(report.Export);
        using var ledger = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        Assert.Equal(50, ledger.Lines.Count);
        CollectorTests.CheckBodies(ledger, bodies, [20]);
        Assert.Throws<StorageFaultException>(() => ledger.ReadBody(bodies[20]));
    }

    [Fact]
    public void A_missing_segment_costs_what_was_in_it_and_the_volume_opens()
    {
        var (source, bodies) = Make(50, withExports: true);
        source.Delete(SegmentName.Of(2));
        var report = Run(source);
        Assert.Contains(report.Losses, loss => loss.File == SegmentName.Of(2) && loss.What.Contains("missing", StringComparison.Ordinal));
        var ledger = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        var lost = bodies.Index().Where(body => body.Item.Segment == 2).Select(body => body.Index).ToHashSet();
        Assert.NotEmpty(lost);
        CollectorTests.CheckBodies(ledger, bodies, lost);
        ledger.Dispose();
        using var again = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        CollectorTests.CheckBodies(again, bodies, lost);
    }

    [Fact]
    public void A_salvaged_volume_is_sound_to_its_scrub()
    {
        var (source, bodies) = Make(50, withExports: false);
        Flip(source, bodies[7], 100);
        Flip(source, bodies[30], 10);
        Run(source);
        using var ledger = LedgerVolume.Open(_other.Mount(), indexes: _indexes);
        var sealer = new Sealer(ledger.Volume.Parts);
        CollectorTests.Drive(ledger, sealer.Run());
        var scrub = new Scrub(ledger.Volume.Parts, TimeProvider.System);
        CollectorTests.Drive(ledger, scrub.Run(DateTimeOffset.MaxValue));
        Assert.Empty(sealer.Findings);
        Assert.Empty(scrub.Findings);
        Assert.True(scrub.Segments > 3);
    }

    [Fact]
    public void Bodies_whose_journal_is_gone_come_back_from_the_cold_generation()
    {
        var source = _disk.Mount();
        List<LogAddress> bodies;
        HashSet<int> gone;
        using (var ledger = LedgerVolume.Create(source, indexes: _indexes))
        {
            bodies = CollectorTests.Fill(ledger, 60);
            gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 7);
            CollectorTests.Prepare(ledger);
            CollectorTests.Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        }

        foreach (var name in source.List().Where(name => !SegmentName.TryParse(name, out _)).ToList())
        {
            source.Delete(name);
        }

        Run(source);
        using var again = LedgerVolume.Open(_other.Mount(), indexes: _indexes);

        // The ledger numbers its lines as they come; without an export those of the dead are gone.
        var alive = Enumerable.Range(0, bodies.Count).Where(i => !gone.Contains(i)).Select(i => $"line {i}").ToList();
        Assert.Equal(alive, again.Lines.Where(alive.Contains));
        CollectorTests.CheckBodies(again, bodies, gone);
    }

    [Fact]
    public void The_source_is_not_changed()
    {
        var (source, bodies) = Make(20, withExports: true);
        Flip(source, bodies[3], 50);
        var before = Contents(source);
        Run(source);
        Assert.Equal(before, Contents(source));
    }

    [Fact]
    public void A_folder_that_is_no_volume_is_refused()
    {
        var source = _disk.Mount();
        source.Create("letters", WriteMode.Buffered).Dispose();
        Assert.Contains("nothing to salvage", Assert.Throws<VolumeFaultException>(() => Run(source)).Message, StringComparison.Ordinal);
    }

    private (SimStorage Source, List<LogAddress> Bodies) Make(int count, bool withExports)
    {
        var source = _disk.Mount();
        using var ledger = LedgerVolume.Create(source, indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, count);
        if (withExports)
        {
            CollectorTests.Prepare(ledger);
        }

        return (source, bodies);
    }

    private SalvageReport Run(SimStorage source) => Salvage.Run(source, _other.Mount(), new LedgerState(), _indexes, Sizes);

    private static void Flip(SimStorage storage, LogAddress address, int behind)
    {
        using var file = storage.Open(SegmentName.Of(address.Segment), WriteMode.Buffered);
        var octet = new byte[1];
        file.Read(address.Offset + behind, octet);
        octet[0] ^= 0x10;
        file.Write(address.Offset + behind, octet);
        file.Flush();
    }

    private static Dictionary<string, string> Contents(SimStorage storage) => storage.List().ToDictionary(name => name, name =>
    {
        using var file = storage.Open(name, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        file.Read(0, octets);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(octets));
    });
}
