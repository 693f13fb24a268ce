using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Records;

public sealed class FrameStagingTests
{
    private static readonly FrameGuard Guard = new(1);

    [Fact]
    public void A_batch_is_whole_blocks_of_frames_that_follow_each_other()
    {
        using var staging = new FrameStaging(Guard, blockBytes: 512, capacity: 512);
        staging.Begin(new LogAddress(1, 1024), lastSequence: 10, epoch: 2);
        for (var i = 0; i < 100; i++)
        {
            var address = staging.Append(FrameType.Change, i, out var payload);
            payload.Fill((byte)i);
            Assert.Equal(0u, address.Offset % FrameHeader.Alignment);
            if (i % 2 == 1)
            {
                staging.EndUnit();
            }
        }

        var octets = staging.Seal();
        Assert.Equal(0, octets.Length % 512);
        Assert.Equal(110ul, staging.LastSequence);
        var at = 0;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(FrameStatus.Whole, FrameHeader.TryRead(octets[at..], Guard.Of(new LogAddress(1, (uint)(1024 + at))), out var header, out var payload));
            Assert.Equal((ulong)(11 + i), header.Sequence);
            Assert.Equal(10ul, header.Durable);
            Assert.Equal((i == 0, i % 2 == 1, i == 99), (header.StartsBatch, header.EndsUnit, header.EndsBatch));
            Assert.Equal(i, payload.Length);
            Assert.False(payload.ContainsAnyExcept((byte)i));
            at += FrameHeader.Aligned(header.FrameBytes);
        }

        Assert.False(octets[at..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_batch_without_an_end_of_its_last_unit_is_a_broken_invariant()
    {
        using var staging = new FrameStaging(Guard, blockBytes: 512, capacity: 512);
        staging.Begin(new LogAddress(1, 0), 0, 1);
        staging.Append(FrameType.Change, 5, out _);
        Assert.Throws<InvalidOperationException>(() => staging.Seal().Length);
    }
}
