using MailStore.Log.Backup;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Compaction;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Log.Tests.Backup;

public sealed class BackupTests
{
    private const int BodyBytes = 5000;
    private readonly SavedIndexSource _indexes = new();
    private readonly SimStorage _backup = new SimDisk(new SimDiskOptions()).Mount();
    private readonly SimStorage _restored = new SimDisk(new SimDiskOptions()).Mount();

    [Fact]
    public void What_was_there_when_it_was_taken_is_restored_and_nothing_that_came_later()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, 40);
        CollectorTests.Prepare(ledger);
        ledger.Write("behind the export");
        Take(ledger);
        ledger.Write("behind the backup");

        VolumeRestore.Run(_backup, _restored);
        using var again = LedgerVolume.Open(_restored, indexes: _indexes);
        Assert.Equal(41, again.Lines.Count);
        Assert.Equal("behind the export", again.Lines[^1]);
        CollectorTests.CheckBodies(again, bodies, []);
    }

    [Fact]
    public void A_backup_taken_while_the_collector_is_at_work_is_whole()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, 60);
        var gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 5);
        CollectorTests.Prepare(ledger);
        var backup = new VolumeBackup(ledger.Volume.Parts, new ManualClock()).Run(_backup).GetEnumerator();
        foreach (var _ in new Collector(ledger.Volume.Parts).Run())
        {
            while (ledger.Volume.RunOnce())
            {
            }

            backup.MoveNext();
        }

        while (backup.MoveNext())
        {
            ledger.Volume.RunOnce();
        }

        VolumeRestore.Run(_backup, _restored);
        using var again = LedgerVolume.Open(_restored, indexes: _indexes);
        CollectorTests.CheckBodies(again, bodies, gone);
    }

    [Fact]
    public void The_next_backup_takes_only_what_is_new_and_lets_go_of_what_the_volume_let_go()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, 60);
        CollectorTests.Drive(ledger, new Sealer(ledger.Volume.Parts).Run());
        CollectorTests.Prepare(ledger);
        var first = Take(ledger);
        bodies.AddRange(CollectorTests.Fill(ledger, 10, from: 60));
        var second = Take(ledger);
        Assert.True(second.NewOctets < first.NewOctets / 2);
        Assert.Equal(first.NewFiles, first.Files);

        var gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 6);
        CollectorTests.Prepare(ledger);
        CollectorTests.Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        Assert.True(Take(ledger).RemovedFiles > 3);
        VolumeRestore.Run(_backup, _restored);
        using var again = LedgerVolume.Open(_restored, indexes: _indexes);
        CollectorTests.CheckBodies(again, bodies, gone);
    }

    [Fact]
    public void Nothing_is_restored_over_something()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        CollectorTests.Prepare(ledger);
        Take(ledger);
        _restored.Create("mail", WriteMode.Buffered).Dispose();
        var fault = Assert.Throws<VolumeFaultException>(() => VolumeRestore.Run(_backup, _restored));
        Assert.Contains("not empty", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["mail"], _restored.List());
    }

    [Fact]
    public void A_folder_without_a_backup_or_with_half_of_one_is_refused()
    {
        Assert.Contains("no whole backup", Assert.Throws<VolumeFaultException>(() => VolumeRestore.Run(_backup, _restored)).Message, StringComparison.Ordinal);
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        CollectorTests.Fill(ledger, 30);
        CollectorTests.Drive(ledger, new Sealer(ledger.Volume.Parts).Run());
        CollectorTests.Prepare(ledger);
        Take(ledger);
        _backup.Delete(SegmentName.Of(1));
        Assert.Contains("is missing", Assert.Throws<VolumeFaultException>(() => VolumeRestore.Run(_backup, _restored)).Message, StringComparison.Ordinal);
        Assert.Empty(_restored.List());
    }

    [Fact]
    public void A_strangers_folder_is_not_written_into()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        CollectorTests.Prepare(ledger);
        _backup.Create("letters", WriteMode.Buffered).Dispose();
        Assert.Contains("letters", Assert.Throws<VolumeFaultException>(() => Take(ledger)).Message, StringComparison.Ordinal);
        Assert.Equal(["letters"], _backup.List());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wherever_a_backup_is_broken_off_the_one_before_holds_and_the_next_one_is_whole(bool hasBefore)
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: _indexes);
        CollectorTests.Fill(ledger, 30);
        CollectorTests.Drive(ledger, new Sealer(ledger.Volume.Parts).Run());
        CollectorTests.Prepare(ledger);
        for (var (after, isBroken) = (0, true); isBroken; after++)
        {
            var disk = new SimDisk(new SimDiskOptions { Seed = (ulong)after + 1 });
            if (hasBefore)
            {
                Take(ledger, disk.Mount());
            }

            var lines = ledger.Lines.Count;
            ledger.Write($"before {after}");
            disk.Plan(new(SimOperation.Any, SimFault.PowerCut, After: after));
            isBroken = false;
            try
            {
                Take(ledger, disk.Mount());
            }
            catch (StorageFaultException)
            {
                isBroken = true;
            }

            disk.Heal();
            if (hasBefore)
            {
                Assert.InRange(Restored(disk.Mount()).Count, lines, lines + 1);
            }

            Take(ledger, disk.Mount());
            Assert.Equal(ledger.Lines, Restored(disk.Mount()));
        }
    }

    private List<string> Restored(SimStorage backup)
    {
        var target = new SimDisk(new SimDiskOptions()).Mount();
        VolumeRestore.Run(backup, target);
        using var again = LedgerVolume.Open(target, indexes: _indexes);
        return [.. again.Lines];
    }

    private BackupTotals Take(LedgerVolume ledger) => Take(ledger, _backup);

    private static BackupTotals Take(LedgerVolume ledger, IStorage target)
    {
        var backup = new VolumeBackup(ledger.Volume.Parts, new ManualClock());
        CollectorTests.Drive(ledger, backup.Run(target));
        return backup.Totals;
    }
}
