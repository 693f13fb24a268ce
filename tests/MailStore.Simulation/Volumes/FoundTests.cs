using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;
using MailStore.Testing.Storage;

namespace MailStore.Simulation.Volumes;

/// <summary>What seeds have found, as plain situations.</summary>
public sealed class FoundTests
{
    private static readonly VolumeOptions Options = new() { Identity = 1, SegmentBytes = 32 * 1024, FrameBytesMax = 8 * 1024, ZerosAheadBytes = 0 };

    private readonly SimDisk _disk = new(new());
    private readonly LedgerHistory _history = new();
    private ulong _number;

    [Fact]
    public void An_owner_whose_first_frame_begins_a_segment_counts_that_segment()
    {
        Volume.Create(_disk.Mount(), Options);
        var volume = Open();
        _disk.Plan(new(SimOperation.Write, SimFault.PowerCut, "j-00000002"));
        while (volume.Fault == null)
        {
            Deliver(volume);
        }

        volume.Abandon();
        for (var round = 0; round < 3; round++)
        {
            using var again = Open();
            Check(again);
            for (var i = 0; i < 10; i++)
            {
                Deliver(again);
            }

            Assert.Null(again.Fault);
        }

        using var last = Open();
        Check(last);
    }

    [Fact]
    public void A_read_error_at_a_new_segment_leaves_no_file_open()
    {
        Volume.Create(_disk.Mount(), Options);
        using (var volume = Open())
        {
            while (!_disk.Snapshot().ContainsKey("j-00000002.log"))
            {
                Deliver(volume);
            }
        }

        _disk.Plan(new(SimOperation.Read, SimFault.Error, "j-00000002"));
        Assert.Throws<StorageFaultException>(Open);
        Assert.Equal(0, _disk.OpenFiles);
        using var again = Open();
        Check(again);
    }

    [Fact]
    public void A_volume_that_cannot_be_opened_for_want_of_room_leaves_no_file_open()
    {
        Volume.Create(_disk.Mount(), Options);
        _disk.Plan(new(SimOperation.Write, SimFault.Full, "j-"));
        Assert.Throws<StorageFaultException>(Open);
        Assert.Equal(0, _disk.OpenFiles);
        using var again = Open();
        Check(again);
    }

    private Volume Open() => Volume.Open(_disk.Mount(), new LedgerState(), Options, TimeProvider.System, WriterMode.Stepped, new MemoryIndexSource());

    private void Deliver(Volume volume)
    {
        Assert.True(volume.TrySubmit(new LedgerRequest(new(++_number, LedgerVerb.Deliver, 0, 1, 0, Dice.For(_number, "found", 0).Below(4000)), _history)));
        volume.RunOnce();
    }

    private void Check(Volume volume)
    {
        var check = new LedgerCheck(volume.Index, body => volume.OpenBody(body));
        Assert.InRange(check.Head.Count, _history.Acknowledged, _history.Decided.Count);
        _history.Recovered((int)check.Head.Count);
        check.Compare(LedgerModel.Of(_history.Decided));
    }
}
