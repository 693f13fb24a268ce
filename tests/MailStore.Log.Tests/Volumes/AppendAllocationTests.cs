using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Tests.Ledger;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Volumes;

public sealed class AppendAllocationTests
{
    private const int BytesMax = 100;

    [Fact]
    public void An_append_allocates_at_most_100_octets_from_submission_to_result()
    {
        using var folder = new TemporaryFolder();
        using var storage = FileStorage.Open(folder.Path);
        var options = new VolumeOptions { Identity = 1, SegmentBytes = 1L << 30 };
        Volume.Create(storage, options);
        using var volume = Volume.Open(storage, new SilentState(), options, TimeProvider.System, WriterMode.Stepped);
        var body = new byte[4096];
        var tasks = new ValueTask<LogAddress>[64];
        Round(volume, tasks, body, 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round(volume, tasks, body, 20);
        var perAppend = (GC.GetAllocatedBytesForCurrentThread() - before) / (20.0 * tasks.Length);
        Assert.True(perAppend <= BytesMax, $"{perAppend} octets an append");
    }

    [Fact]
    public async Task A_refused_append_is_told_at_once()
    {
        var disk = new SimDisk(new SimDiskOptions());
        using var ledger = LedgerVolume.Create(disk.Mount(), LedgerVolume.Small with { QueueRequestsMax = 1 });
        var first = ledger.Volume.AppendAsync("x"u8.ToArray(), default);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await ledger.Volume.AppendAsync("y"u8.ToArray(), default));
        ledger.Volume.RunOnce();
        Assert.False((await first).IsNone);
    }

    private static void Round(Volume volume, ValueTask<LogAddress>[] tasks, byte[] body, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < tasks.Length; i++)
            {
#pragma warning disable CA2012 // Each is taken once, below: that is how a pooled one goes back.
                tasks[i] = volume.AppendAsync(body, body);
#pragma warning restore CA2012
            }

            while (volume.RunOnce())
            {
            }

            foreach (var task in tasks)
            {
                Assert.True(task.IsCompletedSuccessfully);
                task.GetAwaiter().GetResult();
            }
        }
    }
}
