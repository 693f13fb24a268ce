using MailStore.Log.Commit;
using MailStore.Log.Operations;
using MailStore.Log.Records;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

/// <summary>Threads as in a server: readers, a writer, and the collector between them.</summary>
public sealed class CollectorRaceTests
{
    private const int BodyBytes = 5000;

    [Fact]
    public async Task Readers_see_every_body_whole_while_it_moves()
    {
        var indexes = new SavedIndexSource();
        var disk = new SimDisk(new SimDiskOptions());
        List<LogAddress> bodies;
        HashSet<int> gone;
        var storage = disk.Mount();
        using (var ledger = LedgerVolume.Create(storage, indexes: indexes))
        {
            bodies = CollectorTests.Fill(ledger, 40);
            gone = CollectorTests.DeleteHalf(ledger, bodies, seed: 9);
        }

        using var volume = LedgerVolume.Open(storage, mode: WriterMode.Threaded, indexes: indexes);
        using var stop = new CancellationTokenSource();
        var alive = Enumerable.Range(0, bodies.Count).Where(i => !gone.Contains(i)).ToArray();
        var readers = Enumerable.Range(0, 2).Select(seed => Task.Run(() => Read(volume, bodies, alive, seed, stop.Token))).ToArray();
        var operations = new VolumeOperations(volume.Volume, TimeProvider.System);
        var moved = 0L;
        for (var round = 0; round < 2; round++)
        {
            moved = operations.Compact().MovedBodies;
        }

        await stop.CancelAsync();
        var reads = await Task.WhenAll(readers);
        Assert.True(moved >= alive.Length / 2, $"{moved} bodies moved");
        Assert.All(reads, count => Assert.True(count > 0));
        Assert.Null(volume.Volume.Fault);
        CollectorTests.CheckBodies(volume, bodies, gone);
    }

    private static int Read(LedgerVolume volume, List<LogAddress> bodies, int[] alive, int seed, CancellationToken stop)
    {
        var dice = new Random(seed);
        var expected = new byte[BodyBytes];
        var reads = 0;
        for (; reads == 0 || !stop.IsCancellationRequested; reads++)
        {
            var line = alive[dice.Next(alive.Length)];
            new Random(line).NextBytes(expected);
            Assert.Equal(expected, volume.ReadBody(bodies[line]));
        }

        return reads;
    }
}
