using MailStore.Log.Index;
using Xunit;

namespace MailStore.Log.Tests.Index;

public sealed class ReadersTests
{
    // Records change size and place, leave memory, are deleted and compacted, while checkpoints run: what a reader sees is a
    // version that was there at some time after the last that it saw.
    [Fact]
    public async Task Readers_beside_the_writer_see_whole_records_and_never_an_older_one()
    {
        const int records = 150;
        using var bench = new IndexBench(IndexBench.Small with { IsStepped = false });
        for (var i = 0UL; i < records; i++)
        {
            Put(bench.Index, i, 1);
        }

        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Factory.StartNew(
            () => ReadUntil(bench.Index, reader, records, end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var dice = new Random(1);
        Task<byte[]>? running = null;
        byte[] kept = [];
        var checkpoints = 0;
        for (var version = 2; version < 2500; version++)
        {
            Put(bench.Index, (ulong)dice.Next(records), version);
            if (version % 100 == 0 && running is not { IsCompleted: false })
            {
                if (running != null)
                {
                    var done = await running;
                    bench.Index.KeepOnly([kept, done]);
                    kept = done;
                    checkpoints++;
                }

                running = bench.Index.BeginCheckpoint();
            }
        }

        await end.CancelAsync();
        Assert.All(await Task.WhenAll(readers), seen => Assert.True(seen > 0));
        Assert.True(checkpoints > 3);
    }

    [Fact]
    public async Task More_readers_than_sessions_wait_for_one()
    {
        using var bench = new IndexBench(IndexBench.Small with { IsStepped = false });
        bench.Put(1, 1, 500);
        var readers = Enumerable.Range(0, 40).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var buffer = new IndexBuffer();
                for (var i = 0; i < 500; i++)
                {
                    Assert.True(bench.Index.TryRead(IndexBench.Key(1), buffer));
                    Assert.Equal(500, buffer.Length);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_closed_index_is_not_read()
    {
        var bench = new IndexBench();
        bench.Put(1, 1, 500);
        bench.Dispose();
        Assert.Throws<ObjectDisposedException>(() => bench.Read(1));
        Assert.Equal(0, bench.Disk.OpenFiles);
    }

    private static void Put(FasterIndex index, ulong item, int version)
    {
        var value = IndexBench.Value(item, version, 16 + ((version * 37) % 900));
        BitConverter.TryWriteBytes(value, version);
        index.Put(IndexBench.Key(item), value);
    }

    private static long ReadUntil(FasterIndex index, int reader, int records, CancellationToken end)
    {
        var last = new int[records];
        var buffer = new IndexBuffer();
        var dice = new Random(reader);
        var seen = 0L;
        while (!end.IsCancellationRequested || seen == 0)
        {
            var item = dice.Next(records);
            Assert.True(index.TryRead(IndexBench.Key((ulong)item), buffer));
            var version = BitConverter.ToInt32(buffer.Span);
            Assert.InRange(version, last[item], int.MaxValue);
            Assert.Equal(IndexBench.Value((ulong)item, version, 16 + ((version * 37) % 900)).AsSpan(4), buffer.Span[4..]);
            last[item] = version;
            seen++;
        }

        return seen;
    }
}
