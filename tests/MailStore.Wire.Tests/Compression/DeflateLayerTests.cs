using System.IO.Compression;
using System.IO.Pipelines;
using MailStore.Wire.Compression;
using MailStore.Wire.Peers;
using Xunit;

namespace MailStore.Wire.Tests.Compression;

public sealed class DeflateLayerTests
{
    private const long Free = 64L * 1024 * 1024;

    [Fact]
    public async Task What_one_end_writes_and_flushes_the_other_reads()
    {
        var (one, two) = (new Pipe(), new Pipe());
        using var near = new DeflateLayer(one.Reader, two.Writer);
        using var far = new DeflateLayer(two.Reader, one.Writer);
        var octets = new byte[100_000];
        new Random(1).NextBytes(octets);
        for (var start = 0; start < octets.Length; start += 10_000)
        {
            await near.Output.WriteAsync(octets.AsMemory(start, 10_000));
            Assert.Equal(0, near.Output.UnflushedBytes);
            var read = await far.Input.ReadAtLeastAsync(10_000);
            Assert.Equal(octets[start..(start + 10_000)], System.Buffers.BuffersExtensions.ToArray(read.Buffer));
            far.Input.AdvanceTo(read.Buffer.End);
        }
    }

    [Fact]
    public async Task A_flush_says_that_the_peer_is_gone()
    {
        var (one, two) = (new Pipe(), new Pipe());
        using var near = new DeflateLayer(one.Reader, two.Writer);
        await two.Reader.CompleteAsync();
        Assert.True((await near.Output.WriteAsync(new byte[10])).IsCompleted);
    }

    [Fact]
    public async Task Its_end_waits_for_no_peer_that_does_not_read()
    {
        var (one, two) = (new Pipe(), new Pipe(new(pauseWriterThreshold: 1000, resumeWriterThreshold: 500)));
        var near = new DeflateLayer(one.Reader, two.Writer);
        var octets = new byte[5000];
        new Random(1).NextBytes(octets);
        octets.CopyTo(near.Output.GetMemory(octets.Length));
        near.Output.Advance(octets.Length);

        // On a thread of its own: one that hangs is to fail here, and to take none of the pool's.
        var ended = Task.Factory.StartNew(near.Dispose, TaskCreationOptions.LongRunning);
        await ended.WaitAsync(TimeSpan.FromSeconds(30));
        await two.Reader.CompleteAsync();
    }

    [Fact]
    public async Task A_bomb_ends_it()
    {
        var (one, two) = (new Pipe(new(pauseWriterThreshold: 0)), new Pipe());
        using var near = new DeflateLayer(one.Reader, two.Writer);
        await using (var bomb = new DeflateStream(one.Writer.AsStream(leaveOpen: true), CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var number = 0; number < 120; number++)
            {
                await bomb.WriteAsync(zeros);
            }
        }

        long total = 0;
        await Assert.ThrowsAsync<ConnectionClosedException>(async () =>
        {
            while (true)
            {
                var read = await near.Input.ReadAsync();
                total += read.Buffer.Length;
                near.Input.AdvanceTo(read.Buffer.End);
            }
        });
        Assert.InRange(total, Free, Free + (40L * 1024 * 1024));
    }
}
