using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Buffers;

public sealed class FrameBufferTests
{
    [Fact]
    public void Frame_holds_what_was_appended()
    {
        using var buffer = new FrameBuffer(100);
        Assert.True(buffer.TryAppend("NO"u8));
        Assert.True(buffer.TryAppend("OP\r\n"u8));

        Assert.Equal("NOOP\r\n"u8, buffer.Frame.Bytes);
    }

    [Fact]
    public void Bytes_behind_the_frame_are_zero_whatever_lay_there_before()
    {
        using var buffer = new FrameBuffer(4000);
        Assert.True(buffer.TryAppend(Enumerable.Repeat((byte)0xFF, 3998).ToArray()));
        Assert.True(buffer.TryAppend("\r\n"u8));
        buffer.Clear();
        Assert.True(buffer.TryAppend("A\r\n"u8));

        var frame = buffer.Frame;
        for (var i = 0; i < Frame.Padding; i++)
        {
            Assert.Equal(0, Load.U8(ref frame.Start, frame.Length + i));
        }
    }

    [Fact]
    public void Frame_without_CRLF_is_refused()
    {
        using var buffer = new FrameBuffer(100);
        Assert.Throws<InvalidOperationException>(() => buffer.Frame.Length);
        buffer.TryAppend("NOOP\n"u8);
        Assert.Throws<InvalidOperationException>(() => buffer.Frame.Length);
        buffer.Clear();
        buffer.TryAppend("NOOP\r"u8);
        Assert.Throws<InvalidOperationException>(() => buffer.Frame.Length);
        buffer.TryAppend("\n"u8);
        Assert.Equal(6, buffer.Frame.Length);
    }

    [Fact]
    public void Append_over_the_limit_writes_nothing_and_takes_no_memory()
    {
        using var buffer = new FrameBuffer(1 << 20);
        buffer.BytesMax = 10;
        Assert.True(buffer.TryAppend("12345678\r\n"u8));
        var capacity = buffer.Capacity;
        Assert.False(buffer.TryAppend("x"u8));
        Assert.False(buffer.TryAppend(new byte[1 << 19]));

        Assert.Equal("12345678\r\n"u8, buffer.Frame.Bytes);
        Assert.Equal(capacity, buffer.Capacity);
    }

    [Fact]
    public void Growth_stops_at_the_limit()
    {
        using var buffer = new FrameBuffer(100_000);
        while (buffer.TryAppend(new byte[1000]))
        {
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.InRange(buffer.Capacity, 100_000 + Frame.Padding, 131_072);
    }

    [Fact]
    public void Clear_gives_large_memory_back_and_keeps_small()
    {
        using var buffer = new FrameBuffer(100_000);
        buffer.TryAppend(new byte[1000]);
        var small = buffer.Capacity;
        buffer.Clear();
        Assert.Equal(small, buffer.Capacity);

        buffer.TryAppend(new byte[50_000]);
        buffer.Clear();
        Assert.Equal(Frame.Padding, buffer.Capacity);
        Assert.True(buffer.TryAppend("A\r\n"u8));
        Assert.Equal("A\r\n"u8, buffer.Frame.Bytes);
    }

    [Fact]
    public void New_buffer_holds_no_memory()
    {
        using var buffer = new FrameBuffer(100_000);
        Assert.Equal(Frame.Padding, buffer.Capacity);
    }

    [Fact]
    public void Disposed_buffer_takes_nothing_more()
    {
        var buffer = new FrameBuffer(100);
        buffer.TryAppend("A\r\n"u8);
        buffer.Dispose();
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.TryAppend("A"u8));
        Assert.Throws<InvalidOperationException>(() => buffer.Frame.Length);
    }

    [Theory]
    [InlineData("NOOP", "NOOP\r\n")]
    [InlineData("NOOP\r\n", "NOOP\r\n")]
    [InlineData("", "\r\n")]
    [InlineData("\r", "\r\r\n")]
    [InlineData("\n", "\n\r\n")]
    public void Line_of_a_plain_caller_gets_its_CRLF(string line, string frame)
    {
        using var buffer = FrameBuffer.OfLine(System.Text.Encoding.ASCII.GetBytes(line));
        Assert.Equal(System.Text.Encoding.ASCII.GetBytes(frame), buffer.Frame.Bytes);
    }

    [Fact]
    public void Impossible_limits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameBuffer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameBuffer(int.MaxValue));
    }
}
