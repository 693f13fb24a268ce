using System.Text;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

/// <summary>Each way in which a log on FasterLog lost or forged mail, tried on ours. The rows are those of docs/data-file.md.</summary>
public sealed class KnownLossTests
{
    private const string FirstSegment = "j-00000001.log";
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void C2_a_journal_that_was_cut_below_what_was_acknowledged_is_refused()
    {
        Write(20);
        _disk.Truncate(FirstSegment, _disk.Snapshot()[FirstSegment].Length - (3 * 4096));
        Refused("acknowledged mail is lost");
    }

    [Fact]
    public void C2_a_journal_that_was_cut_below_its_checkpoint_is_refused()
    {
        using (var ledger = LedgerVolume.Create(_disk.Mount()))
        {
            ledger.Write("one", "two", "three");
        }

        using (LedgerVolume.Open(_disk.Mount(), indexes: new FasterIndexSource(LedgerVolume.Small.Index(WriterMode.Stepped))))
        {
        }

        _disk.Truncate(FirstSegment, _disk.Snapshot()[FirstSegment].Length - 4096);
        Refused("acknowledged mail is lost");
    }

    [Fact]
    public void C2b_a_zeroed_sector_in_the_middle_is_refused()
    {
        Write(20);
        _disk.Overwrite(FirstSegment, 5 * 4096, new byte[512]);
        Refused("acknowledged mail is lost");
    }

    [Fact]
    public void C2b_a_zeroed_sector_in_the_middle_is_refused_after_a_kill_too()
    {
        Write(20, isClean: false);
        _disk.Overwrite(FirstSegment, 5 * 4096, new byte[512]);
        Refused("was written when it was still good");
    }

    [Fact]
    public void C3a_a_zeroed_manifest_is_no_empty_volume()
    {
        Write(3);
        _disk.Overwrite(ManifestFile.Name, 0, new byte[8192]);
        Refused("manifest");
    }

    [Fact]
    public void C3a_a_missing_manifest_is_no_empty_volume()
    {
        Write(3);
        _disk.Remove(ManifestFile.Name);
        Refused("holds no volume");
    }

    [Fact]
    public void C3b_each_bit_of_the_newer_manifest_may_flip_and_nothing_is_lost()
    {
        Write(3);
        var newest = NewestSlot();
        for (var octet = 0; octet < 128; octet++)
        {
            _disk.Flip(ManifestFile.Name, newest + octet, octet % 8);
            var ledger = LedgerVolume.Open(_disk.Mount());
            Assert.Equal(3, ledger.Lines.Count);
            ledger.Volume.Abandon();
            _disk.Flip(ManifestFile.Name, newest + octet, octet % 8);
        }
    }

    [Fact]
    public void C3b_a_flipped_bit_in_both_manifests_is_refused()
    {
        Write(3);
        _disk.Flip(ManifestFile.Name, 20, 0);
        _disk.Flip(ManifestFile.Name, 4096 + 20, 0);
        Refused("damaged in both copies");
    }

    [Fact]
    public void C3c_a_missing_segment_is_refused()
    {
        Write(60);
        Assert.Contains("j-00000003.log", _disk.Snapshot().Keys);
        _disk.Remove("j-00000002.log");
        Refused("acknowledged mail is lost");
    }

    [Fact]
    public void C3c_a_missing_last_segment_is_refused()
    {
        Write(60);
        _disk.Remove(_disk.Snapshot().Keys.Last(name => name.StartsWith("j-", StringComparison.Ordinal)));
        Refused("is missing");
    }

    [Fact]
    public void C4_an_empty_change_hides_nothing()
    {
        using (var ledger = LedgerVolume.Create(_disk.Mount()))
        {
            ledger.Write("before");
            ledger.Finish(ledger.Submit(static batch => batch.AppendChange([])));
            ledger.Write("after");
        }

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["before", "after"], again.Lines);
    }

    [Fact]
    public void C6_what_an_earlier_owner_never_acknowledged_does_not_come_back()
    {
        // The earlier owner's batch of three blocks reaches the disk without its first block.
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("acknowledged");
        var from = _disk.Snapshot()[FirstSegment].Length;
        for (var i = 0; i < 12; i++)
        {
            ledger.SubmitBody($"stale {i}", new byte[1000]);
        }

        ledger.Volume.RunOnce();
        var stale = _disk.Snapshot()[FirstSegment];
        Assert.True(stale.Length >= from + (3 * 4096));
        ledger.Volume.Abandon();
        _disk.Overwrite(FirstSegment, from, new byte[4096]);

        // The next owner writes over the hole, and dies; then the stale blocks are put back behind it, as if never cut.
        ledger = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["acknowledged"], ledger.Lines);
        ledger.Volume.Abandon();
        var now = _disk.Snapshot()[FirstSegment].Length;
        _disk.Overwrite(FirstSegment, now, stale.AsSpan(now));

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["acknowledged"], again.Lines);
    }

    [Fact]
    public void C7_a_frame_inside_a_body_is_never_taken_for_one()
    {
        // Even a sender who knew identity, epoch, sequence and place of his frame finds nobody who looks inside a body.
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("before");
        var start = _disk.Snapshot()[FirstSegment].Length;
        var body = new byte[12 * 1024];
        var bodyFrom = FrameHeader.Bytes + 8 + "mail".Length;
        for (var block = 1; block < 3; block++)
        {
            var forged = Forge((uint)(start + (block * 4096)), sequence: 4, durable: 3);
            forged.CopyTo(body.AsSpan((block * 4096) - bodyFrom));
        }

        ledger.WriteBody("mail", body);
        ledger.Volume.Abandon();
        _disk.Flip(FirstSegment, start + bodyFrom + 9, 3);

        // The mail was the last batch, so it is no different from a torn one: it is cut, and nothing of it comes to life.
        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["before"], again.Lines);
    }

    [Fact]
    public void C9_after_a_failed_write_nothing_is_taken_any_more()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("good");
        _disk.Plan(new PlannedFault(SimOperation.Write, SimFault.Error, "j-"));
        var failed = ledger.Submit("lost");
        while (ledger.Volume.RunOnce())
        {
        }

        Assert.NotNull(failed.Fault);
        Assert.False(ledger.Volume.TrySubmit(new LedgerRequest(static _ => { })));
        Assert.NotNull(ledger.Volume.Fault);
    }

    [Fact]
    public void C11_a_manifest_that_cannot_be_written_loses_nothing()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("one", "two", "three");
        _disk.Plan(new PlannedFault(SimOperation.Write, SimFault.Error, ManifestFile.Name));
        Assert.Throws<StorageFaultException>(ledger.Dispose);
        Assert.Equal(0, _disk.OpenFiles);

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["one", "two", "three"], again.Lines);
    }

    [Fact]
    public void P1_appending_after_a_reopen_never_overwrites_what_was_there()
    {
        var expected = new List<string>();
        LedgerVolume.Create(_disk.Mount()).Dispose();
        for (var round = 0; round < 8; round++)
        {
            var ledger = LedgerVolume.Open(_disk.Mount());
            expected.Add($"{round}");
            ledger.Write($"{round}");
            _disk.CutPower();
            var before = _disk.Snapshot()[FirstSegment];
            using var again = LedgerVolume.Open(_disk.Mount());
            again.Write("more");
            expected.Add("more");
            Assert.Equal(expected, again.Lines);
            Assert.Equal(before, _disk.Snapshot()[FirstSegment][..before.Length]);
        }
    }

    private void Write(int lines, bool isClean = true)
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        for (var i = 0; i < lines; i++)
        {
            ledger.Write($"line {i}");
        }

        if (isClean)
        {
            ledger.Dispose();
        }
        else
        {
            ledger.Volume.Abandon();
        }
    }

    // One sentence, and not an octet changed.
    private void Refused(string reason)
    {
        var before = _disk.Snapshot();
        var fault = Assert.Throws<VolumeFaultException>(() => LedgerVolume.Open(_disk.Mount()));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, _disk.Snapshot());
        Assert.Equal(0, _disk.OpenFiles);
    }

    private int NewestSlot()
    {
        var octets = _disk.Snapshot()[ManifestFile.Name];
        Assert.Equal(SlotStatus.Whole, Manifest.TryRead(octets, out var first));
        return Manifest.TryRead(octets.AsSpan(4096), out var second) == SlotStatus.Whole && second!.Generation > first!.Generation ? 4096 : 0;
    }

    private static byte[] Forge(uint offset, ulong sequence, ulong durable)
    {
        var text = Encoding.ASCII.GetBytes("FORGED");
        var frame = new byte[FrameHeader.Bytes + text.Length];
        text.CopyTo(frame, FrameHeader.Bytes);
        new FrameHeader
        {
            Type = FrameType.Change,
            Flags = FrameFlags.EndOfUnit | FrameFlags.StartOfBatch | FrameFlags.EndOfBatch,
            Epoch = 2,
            Sequence = sequence,
            Durable = durable,
            PayloadBytes = text.Length,
        }.Write(frame, new FrameGuard(LedgerVolume.Small.Identity).Of(new LogAddress(1, offset)));
        return frame;
    }
}
