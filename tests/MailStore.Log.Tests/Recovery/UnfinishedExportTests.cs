using MailStore.Log.Backup;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Operations;
using MailStore.Log.Tests.Compaction;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

/// <summary>A process that was ended while it wrote an export leaves a piece of one: that is no damage, and in nobody's way.</summary>
public sealed class UnfinishedExportTests
{
    private const string Newest = "x-00000003";

    private readonly SavedIndexSource _indexes = new();
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void Whatever_piece_there_is_is_a_note_and_the_next_start_takes_it_away()
    {
        var whole = Make();
        for (var length = 0; length < whole.Length; length += Math.Max(1, Math.Min(97, whole.Length - 1 - length)))
        {
            Put(whole.AsSpan(0, length));
            var report = VolumeInspection.Open(_disk.Mount()).Verify();
            Assert.Empty(report.Findings);
            Assert.StartsWith(Newest, Assert.Single(report.Notes), StringComparison.Ordinal);
            LedgerVolume.Open(_disk.Mount(), indexes: _indexes).Dispose();
            Assert.False(_disk.Mount().Exists(Newest));
        }

        Assert.Empty(VolumeInspection.Open(_disk.Mount()).Verify().Notes);
    }

    [Fact]
    public void One_that_was_finished_and_is_broken_is_damage_and_stays()
    {
        var whole = Make();

        // In its header, in a record, and in the seal.
        foreach (var place in (int[])[4, 60, whole.Length - 20])
        {
            var broken = whole.ToArray();
            broken[place] ^= 0x10;
            Put(broken);
            var report = VolumeInspection.Open(_disk.Mount()).Verify();
            Assert.Equal(Newest, Assert.Single(report.Findings).File);
            Assert.Empty(report.Notes);
            LedgerVolume.Open(_disk.Mount(), indexes: _indexes).Dispose();
            Assert.True(_disk.Mount().Exists(Newest));
        }
    }

    [Fact]
    public void An_older_one_without_an_end_is_damage()
    {
        Make();
        var storage = _disk.Mount();
        storage.Delete("x-00000002");
        storage.Create("x-00000002", WriteMode.Buffered).Dispose();
        var report = VolumeInspection.Open(storage).Verify();
        Assert.Equal("x-00000002", Assert.Single(report.Findings).File);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void A_broken_one_takes_the_place_of_none_that_is_kept()
    {
        var whole = Make();
        var broken = whole.ToArray();
        broken[^1] ^= 1;
        Put(broken);
        using var ledger = LedgerVolume.Open(_disk.Mount(), indexes: _indexes);
        CollectorTests.Drive(ledger, new Exporter(ledger.Volume.Parts).Run());
        Assert.Equal(["x-00000004", "x-00000002"], ledger.Volume.Parts.Exports.All);
        Assert.False(ledger.Volume.Parts.Exports.Floor.IsNone);
    }

    [Fact]
    public void A_salvage_loses_nothing_with_it()
    {
        Put(Make().AsSpan(0, 100));
        var report = Salvage.Run(_disk.Mount(), new SimDisk(new SimDiskOptions()).Mount(), new LedgerState(), _indexes, new SalvageSizes(16 * 1024, 64 * 1024, 64 * 1024));
        Assert.Equal(0, report.LossCount);
        Assert.Equal("x-00000002", report.Export);
    }

    // A volume with three exports, of which the last is taken away again.
    private byte[] Make()
    {
        using (var ledger = LedgerVolume.Create(_disk.Mount(), indexes: _indexes))
        {
            CollectorTests.Fill(ledger, 40);
            for (var export = 0; export < 3; export++)
            {
                ledger.Write($"line {export}");
                CollectorTests.Drive(ledger, new Exporter(ledger.Volume.Parts).Run());
            }

            Assert.Equal([Newest, "x-00000002"], ledger.Volume.Parts.Exports.All);
        }

        using var file = _disk.Mount().Open(Newest, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        file.Read(0, octets);
        return octets;
    }

    private void Put(ReadOnlySpan<byte> octets)
    {
        var storage = _disk.Mount();
        if (storage.Exists(Newest))
        {
            storage.Delete(Newest);
        }

        using var file = storage.Create(Newest, WriteMode.Buffered);
        file.Write(0, octets);
        file.Flush();
    }
}
