using System.Buffers;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

public sealed class TornTailTests
{
    private const string Segment = "j-00000001.log";

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4096)]
    [InlineData(5000)]
    [InlineData(9000)]
    [InlineData(12_287)]
    public void A_batch_torn_anywhere_leaves_all_of_it_or_nothing_and_a_volume_that_goes_on(int octets)
    {
        var disk = new SimDisk(new SimDiskOptions());
        var ledger = LedgerVolume.Create(disk.Mount());
        ledger.Write("acknowledged");
        var from = disk.Snapshot()[Segment].Length;
        for (var i = 0; i < 3; i++)
        {
            ledger.Submit(batch =>
            {
                batch.AppendBody("half"u8, new ReadOnlySequence<byte>(new byte[1500]));
                batch.AppendBody("whole"u8, new ReadOnlySequence<byte>(new byte[1500]));
            });
        }

        ledger.Volume.RunOnce();
        ledger.Volume.Abandon();
        Assert.Equal(from + 12_288, disk.Snapshot()[Segment].Length);
        disk.Truncate(Segment, from + octets);

        var survivors = 0;
        for (var round = 0; round < 4; round++)
        {
            ledger = LedgerVolume.Open(disk.Mount());
            Assert.Equal("acknowledged", ledger.Lines[0]);
            survivors = round == 0 ? ledger.Lines.Count - 1 : survivors;
            Assert.Equal(survivors + 1 + round, ledger.Lines.Count);
            ledger.Write($"round {round}");
            ledger.Volume.Abandon();
        }

        // Behind the last frame there are only zeros to lose.
        Assert.Equal(octets < 12_287 ? 0 : 6, survivors);
    }

    [Fact]
    public void A_segment_that_was_begun_and_never_written_is_removed()
    {
        var disk = new SimDisk(new SimDiskOptions());
        var ledger = LedgerVolume.Create(disk.Mount());
        for (var i = 0; i < 14; i++)
        {
            ledger.Write($"{i}");
        }

        Assert.Equal(64 * 1024, disk.Snapshot()[Segment].Length);
        disk.Plan(new PlannedFault(SimOperation.Write, SimFault.PowerCut, "j-00000002"));
        ledger.Submit("torn");
        ledger.Volume.RunOnce();

        for (var round = 0; round < 3; round++)
        {
            using var again = LedgerVolume.Open(disk.Mount());
            Assert.Equal(14 + round, again.Lines.Count(line => line != "torn"));
            again.Write($"again {round}");
        }
    }
}
