using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

/// <summary>The power goes at each operation of a collection, one run for each.</summary>
public sealed class CollectorCrashTests
{
    private const int RunsMax = 400;
    private readonly SavedIndexSource _indexes = new();

    [Theory]
    [InlineData(SimOperation.Write)]
    [InlineData(SimOperation.Flush)]
    [InlineData(SimOperation.Create)]
    [InlineData(SimOperation.Delete)]
    public void A_power_cut_at_any_operation_loses_no_body_and_doubles_none(SimOperation operation)
    {
        var run = 0;
        while (RunCut(operation, run))
        {
            Assert.True(++run < RunsMax, "the collection does not end");
        }

        Assert.True(run > 2, $"only {run} operations were met");
    }

    [Fact]
    public void A_disk_that_fills_up_in_the_middle_closes_nothing_but_the_collection()
    {
        var disk = new SimDisk(new SimDiskOptions { Seed = 3 });
        var storage = disk.Mount();
        var ledger = LedgerVolume.Create(storage, indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, 30);
        var gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 8);
        CollectorTests.Prepare(ledger);
        disk.Plan(new PlannedFault(SimOperation.Write, SimFault.Full, "c-"));
        Assert.Throws<StorageFaultException>(() => CollectorTests.Drive(ledger, new Collector(ledger.Volume.Parts).Run()));
        Assert.Null(ledger.Volume.Fault);
        Assert.DoesNotContain(storage.List(), name => name.StartsWith("c-", StringComparison.Ordinal));
        CollectorTests.Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        CollectorTests.CheckBodies(ledger, bodies, gone);
        ledger.Dispose();
    }

    // Whether the power was cut; if it was not, the collection has no such operation any more.
    private bool RunCut(SimOperation operation, int after)
    {
        var disk = new SimDisk(new SimDiskOptions { Seed = (ulong)(after + 1) });
        var ledger = LedgerVolume.Create(disk.Mount(), indexes: _indexes);
        var bodies = CollectorTests.Fill(ledger, 30);
        var gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 8);
        CollectorTests.Prepare(ledger);
        disk.Plan(new PlannedFault(operation, SimFault.PowerCut, "", after));
        var wasCut = false;
        try
        {
            CollectorTests.Drive(ledger, new Collector(ledger.Volume.Parts).Run());
        }
        catch (Exception fault) when (fault is StorageFaultException or InvalidOperationException)
        {
            wasCut = true;
        }

        wasCut |= ledger.Volume.Fault is not null;
        ledger.Volume.Abandon();
        if (!wasCut)
        {
            return false;
        }

        disk.CutPower();
        var storage = disk.Mount();
        using var again = LedgerVolume.Open(storage, indexes: _indexes);
        CollectorTests.CheckBodies(again, bodies, gone);
        CollectorTests.Prepare(again);
        CollectorTests.Drive(again, new Collector(again.Volume.Parts).Run());
        CollectorTests.CheckBodies(again, bodies, gone);
        CheckOnce(again, storage, bodies, gone);
        return true;
    }

    // After it has settled each body lies in one place, and what lives fits what the files hold.
    private static void CheckOnce(LedgerVolume ledger, SimStorage storage, List<LogAddress> bodies, HashSet<int> gone)
    {
        var live = new Collector(ledger.Volume.Parts).Census().Sum(use => use.Live) + new Collector(ledger.Volume.Parts).LiveInYoungest();
        Assert.Equal((bodies.Count - gone.Count) * 5000L, live);
        Assert.All(storage.List().Where(name => SegmentName.TryParse(name, out _)), name =>
        {
            Assert.True(SegmentName.TryParse(name, out var segment));
            Assert.True(ledger.Volume.Parts.Segments.TryFind(segment, out _), $"{name} belongs to nobody");
        });
    }
}
