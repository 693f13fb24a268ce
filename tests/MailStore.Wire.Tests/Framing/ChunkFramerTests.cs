using System.Text;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Framing;

public sealed class ChunkFramerTests
{
    [Fact]
    public async Task Chunk_is_exactly_its_octets_whatever_they_look_like()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new());
        var sink = new MemorySink();
        Piecewise.Write(pipe.Writer, "..\r\n.\r\n\0BDAT 0 LAST\r\n"u8);
        Assert.Equal(FrameStatus.Ready, await framer.CopyAsync(8, sink));
        Assert.Equal("..\r\n.\r\n\0"u8, sink.Written);
        using var lines = new LineFramer(pipe.Reader, new(), LineEnds.CrLfOnly);
        Assert.Equal(FrameStatus.Ready, await lines.ReadAsync());
        Assert.Equal("BDAT 0 LAST\r\n"u8, lines.Frame.Bytes);
        Assert.Equal(FrameStatus.Ready, await framer.CopyAsync(0, sink));
    }

    [Fact]
    public async Task Chunk_over_the_limit_is_abandoned_unread()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new() { ChunkBytesMax = 10 });
        Piecewise.Write(pipe.Writer, "12345678901"u8);
        Assert.Equal(FrameStatus.Abandon, await framer.CopyAsync(11, new MemorySink()));
        Assert.Equal(FrameStatus.Abandon, await framer.DrainAsync(ulong.MaxValue));
        Assert.Equal(11, (await pipe.Reader.ReadAsync()).Buffer.Length);
    }

    [Fact]
    public async Task Failing_sink_leaves_octets_that_can_be_drained()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new());
        Piecewise.Write(pipe.Writer, "12345"u8);
        await Assert.ThrowsAsync<IOException>(async () => await framer.CopyAsync(8, new MemorySink(failsAt: 1)));
        Assert.Equal(3UL, framer.Remaining);
        Piecewise.Write(pipe.Writer, "678NOOP"u8);
        Assert.Equal(FrameStatus.Ready, await framer.DrainRestAsync());
        Assert.Equal(4, (await pipe.Reader.ReadAsync()).Buffer.Length);
    }

    [Fact]
    public async Task Refused_chunk_is_dropped()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new());
        Piecewise.Write(pipe.Writer, "12345NOOP"u8);
        Assert.Equal(FrameStatus.Ready, await framer.DrainAsync(5));
        Assert.Equal(4, (await pipe.Reader.ReadAsync()).Buffer.Length);
    }

    [Fact]
    public async Task Peer_that_leaves_inside_a_chunk_is_gone()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new());
        Piecewise.Write(pipe.Writer, "1234"u8);
        pipe.Writer.Complete();
        var sink = new MemorySink();
        Assert.Equal(FrameStatus.Closed, await framer.CopyAsync(5, sink));
        Assert.Equal("1234"u8, sink.Written);
        Assert.Equal(FrameStatus.Closed, await framer.CopyAsync(ulong.MaxValue >> 40, sink));
    }

    [Fact]
    public void Smtp_session_that_is_cut_anywhere_is_the_same_session()
    {
        const string Input = "EHLO x\r\nDATA\r\nSubject: a\r\n\r\n..b\r\n\n.\r\n.\rc\r\n.\r\nBDAT 7\r\n.\r\n\0\r\n.BDAT 0\r\n\nDATA\r\nX\r\nDATA\r\n.\r\nBDAT 2 LAST\r\n\r\nQUIT\r\n";
        var record = Piecewise.RunEveryWay(
            async (input, record) =>
            {
                using var lines = new LineFramer(input, new(), LineEnds.CrLfOnly);
                var dots = new DotFramer(input, new());
                var chunks = new ChunkFramer(input, new());
                FrameStatus status;
                while ((status = await lines.ReadAsync()) != FrameStatus.Closed)
                {
                    record.Add(status == FrameStatus.Ready ? Visible.Of(lines.Frame.Bytes) : status.ToString());
                    var sink = new MemorySink();
                    if (status == FrameStatus.Ready && lines.Frame.Bytes.StartsWith("DATA"u8))
                    {
                        var result = await dots.CopyAsync(sink);
                        record.Add($"{result} {Visible.Of(sink.Written)}");
                    }
                    else if (status == FrameStatus.Ready && lines.Frame.Bytes.StartsWith("BDAT"u8))
                    {
                        record.Add($"{await chunks.CopyAsync((ulong)(lines.Frame.Bytes[5] - '0'), sink)} {Visible.Of(sink.Written)}");
                    }
                }
            },
            Encoding.ASCII.GetBytes(Input));

        Assert.Equal(
            """
            EHLO x\r\n
            DATA\r\n
            DotResult { Status = Ready, Bytes = 26, Faults = BareCarriageReturn, BareLineFeed } Subject: a\r\n\r\n.b\r\n\n.\r\n\rc\r\n
            BDAT 7\r\n
            Ready .\r\n\0\r\n.
            BDAT 0\r\n
            Ready 
            BareLineFeed
            X\r\n
            DATA\r\n
            DotResult { Status = Ready, Bytes = 0, Faults = None } 
            BDAT 2 LAST\r\n
            Ready \r\n
            QUIT\r\n
            """,
            record);
    }

    [Fact]
    public void Copying_chunks_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        var framer = new ChunkFramer(pipe.Reader, new());
        var sink = new MemorySink();
        Allocation.IsNothing(() =>
        {
            sink.Clear();
            Piecewise.Write(pipe.Writer, "12345678"u8);
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.CopyAsync(5, sink)));
            Completed.Is(FrameStatus.Ready, Completed.Of(framer.DrainAsync(3)));
        });
    }
}
