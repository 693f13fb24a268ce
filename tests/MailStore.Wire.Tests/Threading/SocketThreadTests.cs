using System.Buffers;
using System.IO.Pipelines;
using MailStore.Testing.Connections;
using MailStore.Wire.Framing;
using Xunit;

namespace MailStore.Wire.Tests.Threading;

/// <summary>Who goes on where octets came in, and who does not.</summary>
public sealed class SocketThreadTests
{
    [Fact]
    public async Task A_line_is_handed_over_on_a_thread_of_the_pool()
    {
        using var socket = new SocketScheduler();
        var pipe = PipeOf(socket);
        using var lines = new LineFramer(pipe.Reader, Limits.BeforeLogin, LineEnds.CrLfOnly);
        var wasHere = Task.Run(async () =>
        {
            await lines.ReadAsync();
            return socket.IsHere;
        });
        await pipe.Writer.WriteAsync("NOOP\r\n"u8.ToArray());
        Assert.False(await wasHere);
    }

    [Fact]
    public async Task Octets_of_a_message_are_taken_on_a_thread_of_the_pool()
    {
        using var socket = new SocketScheduler();
        var pipe = PipeOf(socket);
        var sink = new PlaceSink(socket);
        var chunk = new ChunkFramer(pipe.Reader, Limits.BeforeLogin);
        var copied = Task.Run(async () => await chunk.CopyAsync(4, sink));
        await pipe.Writer.WriteAsync("ab"u8.ToArray());
        await sink.HasSome;
        await pipe.Writer.WriteAsync("cd"u8.ToArray());
        Assert.Equal(FrameStatus.Ready, await copied);
        Assert.False(sink.WasHere);
    }

    private static Pipe PipeOf(SocketScheduler socket) => new(new PipeOptions(readerScheduler: socket, useSynchronizationContext: false));

    private sealed class PlaceSink(SocketScheduler socket) : IOctetSink
    {
        private readonly TaskCompletionSource _some = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool WasHere { get; private set; }

        public Task HasSome => _some.Task;

        public ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
        {
            WasHere |= socket.IsHere;
            _some.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
