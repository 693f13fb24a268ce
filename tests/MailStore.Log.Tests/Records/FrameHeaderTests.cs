using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Records;

public sealed class FrameHeaderTests
{
    private static readonly FrameGuard Guard = new(42);
    private static readonly LogAddress Address = new(7, 4096);

    [Fact]
    public void What_is_written_is_read()
    {
        var frame = Frame("hello"u8);
        Assert.Equal(FrameStatus.Whole, FrameHeader.TryRead(frame, Guard.Of(Address), out var header, out var payload));
        Assert.Equal("hello"u8.ToArray(), payload.ToArray());
        Assert.Equal(FrameType.Change, header.Type);
        Assert.Equal(FrameFlags.EndOfUnit | FrameFlags.StartOfBatch, header.Flags);
        Assert.Equal((3u, 99ul, 98ul), (header.Epoch, header.Sequence, header.Durable));
    }

    [Fact]
    public void Its_octets_are_frozen()
    {
        Assert.Equal(
            "4D53464C" + "F84E4186" + "0D000000" + "03" + "03" + "0100" + "03000000" + "F278A78E" + "6300000000000000" + "6200000000000000" + "68656C6C6F",
            Convert.ToHexString(Frame("hello"u8)));
    }

    [Fact]
    public void Each_flipped_bit_is_found()
    {
        var frame = Frame("a few octets of a body"u8);
        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(FrameStatus.Whole, FrameHeader.TryRead(frame, Guard.Of(Address), out _, out _));
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void C8_two_words_of_a_body_that_changed_places_are_found()
    {
        var frame = Frame("first..8second.8"u8);
        var swapped = frame.ToArray();
        frame.AsSpan(FrameHeader.Bytes, 8).CopyTo(swapped.AsSpan(FrameHeader.Bytes + 8));
        frame.AsSpan(FrameHeader.Bytes + 8, 8).CopyTo(swapped.AsSpan(FrameHeader.Bytes));
        Assert.Equal(FrameStatus.Damaged, FrameHeader.TryRead(swapped, Guard.Of(Address), out _, out _));
    }

    [Theory]
    [InlineData(7u, 8192u, 42ul)]
    [InlineData(8u, 4096u, 42ul)]
    [InlineData(7u, 4096u, 43ul)]
    public void A_frame_of_another_place_or_another_volume_is_misplaced(uint segment, uint offset, ulong identity) =>
        Assert.Equal(FrameStatus.Misplaced, FrameHeader.TryRead(Frame("x"u8), new FrameGuard(identity).Of(new LogAddress(segment, offset)), out _, out _));

    [Fact]
    public void Each_cut_is_short_and_zeros_are_no_frame()
    {
        var frame = Frame("hello"u8);
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.Equal(FrameStatus.Short, FrameHeader.TryRead(frame.AsSpan(0, length), Guard.Of(Address), out _, out _));
        }

        Assert.Equal(FrameStatus.NoFrame, FrameHeader.TryRead(new byte[4096], Guard.Of(Address), out _, out _));
    }

    [Fact]
    public void A_length_beyond_the_limit_is_no_frame()
    {
        var frame = Frame("hello"u8);
        BitConverter.TryWriteBytes(frame.AsSpan(8), uint.MaxValue);
        Assert.Equal(0, FrameHeader.ClaimedBytes(frame));
    }

    [Fact]
    public void Numbers_on_disk_are_frozen()
    {
        Assert.Equal(
            "None=0 Epoch=1 Change=3 Body=4 Chunk=5 BodyMap=6 Moved=7 Relocation=8 Footer=9 Lost=10",
            string.Join(' ', Enum.GetValues<FrameType>().Select(type => $"{type}={(int)type}")));
        Assert.Equal(
            "None=0 EndOfUnit=1 StartOfBatch=2 EndOfBatch=4",
            string.Join(' ', Enum.GetValues<FrameFlags>().Select(flag => $"{flag}={(int)flag}")));
    }

    private static byte[] Frame(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameHeader.Bytes + payload.Length];
        payload.CopyTo(frame.AsSpan(FrameHeader.Bytes));
        new FrameHeader
        {
            Type = FrameType.Change,
            Flags = FrameFlags.EndOfUnit | FrameFlags.StartOfBatch,
            Epoch = 3,
            Sequence = 99,
            Durable = 98,
            PayloadBytes = payload.Length,
        }.Write(frame, Guard.Of(Address));
        return frame;
    }
}
