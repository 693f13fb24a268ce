using MailStore.Log.Devices;
using MailStore.Log.Tests.Ledger;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Volumes;

public sealed class ZerosAheadTests
{
    private static readonly VolumeOptions Ahead = LedgerVolume.Small with { ZerosAheadBytes = 64 * 1024, SegmentBytes = 256 * 1024 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Small_batches_go_into_zeros_and_recovery_finds_their_end(bool isClean)
    {
        var disk = new SimDisk(new SimDiskOptions());
        Volume.Create(disk.Mount(), Ahead);
        var expected = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            var ledger = LedgerVolume.Open(disk.Mount(), Ahead);
            Assert.Equal(expected, ledger.Lines);
            for (var i = 0; i < 30; i++)
            {
                ledger.Write($"{round}.{i}");
                expected.Add($"{round}.{i}");
            }

            if (isClean)
            {
                ledger.Dispose();
            }
            else
            {
                disk.CutPower();
            }
        }

        var sealedSegment = disk.Snapshot()["j-00000001.log"];
        Assert.Contains(sealedSegment[^4096..], octet => octet != 0);
    }

    [Fact]
    public void Zeros_that_do_not_fit_cost_nobody_a_commit_and_a_full_disk_is_survived()
    {
        var disk = new SimDisk(new SimDiskOptions { CapacityBytes = 120 * 1024 });
        var ledger = LedgerVolume.Create(disk.Mount(), Ahead);
        var told = 0;
        while (ledger.Volume.Fault is null)
        {
            var request = ledger.Submit($"{told + 1}");
            while (ledger.Volume.RunOnce())
            {
            }

            told += request.IsCommitted ? 1 : 0;
        }

        Assert.True(ledger.Volume.Fault is StorageFaultException { IsFull: true });
        Assert.True(told * 4096 > 80 * 1024, $"{told} commits");
        ledger.Dispose();
        Assert.Equal(0, disk.OpenFiles);

        disk.CapacityBytes = long.MaxValue;
        using var again = LedgerVolume.Open(disk.Mount(), Ahead);
        Assert.True(again.Lines.Count >= told);
        again.Write("room again");
        Assert.Equal("room again", again.Lines[^1]);
    }
}
