using MailStore.Log.Bodies;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

public sealed class ScrubTests
{
    private readonly SavedIndexSource _indexes = new();
    private readonly SimStorage _storage = new SimDisk(new SimDiskOptions()).Mount();
    private readonly ManualClock _clock = new();

    [Fact]
    public void Each_sealed_segment_gets_a_footer_that_tells_what_is_in_it()
    {
        using var ledger = Make(out _);
        foreach (var segment in ledger.Volume.Parts.Segments.All.Where(segment => segment.IsSealed))
        {
            using var file = _storage.Open(segment.Name, WriteMode.ReadOnly);
            var footer = FooterReader.Read(file, segment.Number, ledger.Volume.Parts.Guard, 4096, file.Length);
            Assert.NotNull(footer);
            Assert.Equal((int)footer.Frames, footer.Offsets().Count());
            Assert.True(footer.LastSequence > footer.FirstSequence);
        }
    }

    [Fact]
    public void Damage_is_reported_with_file_and_offset_and_not_repaired()
    {
        using var ledger = Make(out var bodies);
        Flip(bodies[3]);
        var scrub = Run(ledger, DateTimeOffset.MaxValue);
        Assert.Contains(scrub.Findings, finding => finding.File == SegmentName.Of(bodies[3].Segment) && finding.From == bodies[3].Offset);
        Assert.NotEmpty(Run(ledger, DateTimeOffset.MaxValue).Findings);
    }

    [Fact]
    public void A_footer_that_does_not_fit_is_found()
    {
        using var ledger = Make(out _);
        var segment = ledger.Volume.Parts.Segments.All[0];
        var builder = new FooterBuilder();
        var footer = builder.Build() with { Octets = 8192, Frames = 3 };
        using (var file = _storage.Open(segment.Name, WriteMode.Buffered))
        {
            using var walker = new SegmentWalker(_storage.Open(segment.Name, WriteMode.ReadOnly), segment.Number, ledger.Volume.Parts.Guard, 4096, segment.Length);
            while (walker.Next() != WalkStep.Footer)
            {
            }

            var at = (long)walker.Address.Offset;
            var frame = new byte[footer.FrameBytes(4096)];
            footer = footer with { LastSequence = walker.Sequence };
            footer.Write(frame, walker.Address, ledger.Volume.Parts.Guard, walker.Epoch);
            file.Write(at, frame);
            file.Flush();
        }

        Assert.Contains(Run(ledger, DateTimeOffset.MaxValue).Findings, finding => finding.What.Contains("footer", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_read_lately_is_not_read_again_and_that_outlives_a_restart()
    {
        var ledger = Make(out _);
        var first = Run(ledger, _clock.GetUtcNow());
        Assert.True(first.Segments > 2);
        ledger.Dispose();
        using var again = LedgerVolume.Open(_storage, indexes: _indexes);
        Assert.Equal(0, Run(again, _clock.GetUtcNow()).Segments);
        _clock.Advance(TimeSpan.FromDays(8));
        Assert.True(Run(again, _clock.GetUtcNow() - TimeSpan.FromDays(7)).Segments >= first.Segments);
    }

    [Fact]
    public void What_was_read_at_a_time_to_come_is_read_again()
    {
        using var ledger = Make(out _);
        _clock.Jump(TimeSpan.FromDays(3650));
        Assert.True(Run(ledger, _clock.GetUtcNow()).Segments > 2);
        _clock.Jump(TimeSpan.FromDays(-3650));
        Assert.True(Run(ledger, _clock.GetUtcNow() - TimeSpan.FromDays(7)).Segments > 2);
        Assert.Equal(0, Run(ledger, _clock.GetUtcNow() - TimeSpan.FromDays(7)).Segments);
    }

    [Fact]
    public void The_kinds_of_relocations_are_frozen()
    {
        Assert.Equal(1, RelocationCodec.Moves);
        Assert.Equal(2, RelocationCodec.Buried);
        Assert.Equal(3, RelocationCodec.Retired);
        Assert.Equal(32, RelocationCodec.MoveBytes);
        Assert.Equal(40, SegmentFooter.Head);
    }

    private LedgerVolume Make(out List<LogAddress> bodies)
    {
        var ledger = LedgerVolume.Create(_storage, indexes: _indexes);
        bodies = CollectorTests.Fill(ledger, 40);
        CollectorTests.Drive(ledger, new Sealer(ledger.Volume.Parts).Run());
        return ledger;
    }

    private Scrub Run(LedgerVolume ledger, DateTimeOffset since)
    {
        var scrub = new Scrub(ledger.Volume.Parts, _clock);
        CollectorTests.Drive(ledger, scrub.Run(since));
        return scrub;
    }

    private void Flip(LogAddress address)
    {
        using var file = _storage.Open(SegmentName.Of(address.Segment), WriteMode.Buffered);
        var octet = new byte[1];
        file.Read(address.Offset + 500, octet);
        octet[0] ^= 1;
        file.Write(address.Offset + 500, octet);
        file.Flush();
    }
}
