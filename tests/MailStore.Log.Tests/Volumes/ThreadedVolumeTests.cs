using System.Buffers;
using System.Text;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Tests.Ledger;
using MailStore.Log.Volumes;
using Xunit;

namespace MailStore.Log.Tests.Volumes;

/// <summary>Writers, readers and checkpoints beside each other, on a real disk and with the real index.</summary>
public sealed class ThreadedVolumeTests
{
    private static readonly VolumeOptions Busy = LedgerVolume.Small with
    {
        SegmentBytes = 256 * 1024,
        CheckpointBytes = 128 * 1024,
        IndexMemoryBytes = 256 * 1024,
        IndexBuckets = 256,
        ZerosAheadBytes = 64 * 1024,
    };

    [Fact]
    public async Task Writers_readers_and_checkpoints_run_beside_each_other_and_all_is_there_afterwards()
    {
        using var folder = new TemporaryFolder();
        var bodies = new List<(LogAddress Body, int Length)>();
        using (var storage = FileStorage.Create(folder.Path))
        {
            Volume.Create(storage, Busy);
            for (var round = 0; round < 3; round++)
            {
                var ledger = Open(storage);
                Check(ledger, bodies);
                await WriteAsync(ledger, bodies, writers: 8, each: 25);
                if (round == 0)
                {
                    ledger.Volume.Checkpoint();
                }

                ledger.Volume.Abandon();
            }
        }

        using var mounted = FileStorage.Open(folder.Path);
        using var again = Open(mounted);
        Check(again, bodies);
        Assert.Equal(600, again.Lines.Count);
        Assert.Equal(600, again.Lines.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Closing_tells_everybody()
    {
        using var folder = new TemporaryFolder();
        using var storage = FileStorage.Create(folder.Path);
        Volume.Create(storage, Busy);
        var ledger = Open(storage);
        var requests = Enumerable.Range(0, 200).Select(i => ledger.Submit($"{i}")).ToList();
        ledger.Dispose();
        await Task.WhenAll(requests.Select(request => request.Told));
        using var again = Open(storage);
        Assert.Equal(requests.Count(request => request.IsCommitted), again.Lines.Count);
        Assert.Equal(200, again.Lines.Count);
    }

    private static LedgerVolume Open(IStorage storage) =>
        LedgerVolume.Open(storage, Busy, WriterMode.Threaded, new FasterIndexSource(Busy.Index(WriterMode.Threaded)));

    private static async Task WriteAsync(LedgerVolume ledger, List<(LogAddress Body, int Length)> bodies, int writers, int each)
    {
        var before = ledger.Lines.Count;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var length = 100 + ((writer * each + i) * 37 % 9000);
                var body = LogAddress.None;
                var line = $"{before}.{writer}.{i}";
                var request = ledger.Submit(batch =>
                {
                    body = batch.AppendBody(Encoding.UTF8.GetBytes(line), new ReadOnlySequence<byte>(LedgerVolume.Pattern(length)));
                    LedgerState.Add(batch.Index, Encoding.UTF8.GetBytes(line), body);
                }, length);
                await request.Told;
                Assert.True(request.IsCommitted);
                Assert.Equal(LedgerVolume.Pattern(length), ledger.ReadBody(body));
                lock (bodies)
                {
                    bodies.Add((body, length));
                }
            }
        })));
    }

    private static void Check(LedgerVolume ledger, List<(LogAddress Body, int Length)> bodies)
    {
        foreach (var (body, length) in bodies)
        {
            Assert.Equal(LedgerVolume.Pattern(length), ledger.ReadBody(body));
        }
    }
}
