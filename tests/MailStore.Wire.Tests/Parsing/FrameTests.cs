using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

public sealed class FrameTests
{
    [Fact]
    public void Padded_memory_is_a_frame()
    {
        var memory = new byte[6 + Frame.Padding];
        "NOOP\r\n"u8.CopyTo(memory);
        var frame = Frame.OfPadded(memory, 6);
        Assert.Equal(6, frame.Length);
        Assert.Equal("NOOP\r\n"u8, frame.Bytes);
        Assert.Equal((byte)'N', frame.Start);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref memory[0], ref frame.Start));
    }

    [Theory]
    [InlineData(69, 6)]
    [InlineData(63, 0)]
    [InlineData(70, 7)]
    [InlineData(70, 71)]
    [InlineData(70, -1)]
    [InlineData(70, int.MinValue)]
    [InlineData(70, int.MaxValue)]
    [InlineData(0, 0)]
    public void Memory_without_padding_is_refused(int memory, int length)
    {
        var refused = Assert.Throws<ArgumentException>(() => Frame.OfPadded(new byte[memory], length).Length);
        Assert.Equal("memory", refused.ParamName);
    }

    [Fact]
    public void Memory_with_a_byte_behind_the_frame_is_refused()
    {
        var memory = new byte[70];
        memory[6] = 1;
        var refused = Assert.Throws<ArgumentException>(() => Frame.OfPadded(memory, 6).Length);
        Assert.Equal("memory", refused.ParamName);
        memory[6] = 0;
        memory[7] = 1;
        Assert.Equal(6, Frame.OfPadded(memory, 6).Length);
    }

    [Fact]
    public void Slice_is_a_place_in_its_frame()
    {
        using var line = FrameBuffer.OfLine("a NOOP"u8);
        Assert.Equal("NOOP"u8, new Slice(2, 4).Of(line.Frame));
        Assert.True(new Slice(2, 0).IsEmpty);
        Assert.False(new Slice(0, 1).IsEmpty);
        Assert.True(default(Slice).IsEmpty);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(8, 1)]
    [InlineData(9, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    public void Slice_outside_of_the_frame_is_refused(int offset, int length)
    {
        using var line = FrameBuffer.OfLine("a NOOP"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Slice(offset, length).Of(line.Frame).Length);
    }
}
