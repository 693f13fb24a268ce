using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Simulation.Kills;
using MailStore.Simulation.Ledger;
using MailStore.Simulation.Volumes;
using MailStore.Testing.Chance;
using MailStore.Testing.Storage;

namespace MailStore.Simulation.Refusals;

/// <summary>What the store does not take it refuses with one sentence, and changes nothing.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_second_process_on_the_same_store_is_refused_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await KillStore.CreateAsync(folder.Path);
        await using var store = KillStore.Open(folder.Path);
        var before = FolderBytes.Of(folder.Path);
        var (exitCode, said) = await ChildProcess.RunAsync(WorkerCommand.Name, folder.Path, "1", "1");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("is in use by another process", said, StringComparison.Ordinal);
        Assert.Equal(before, FolderBytes.Of(folder.Path));
        Assert.NotNull(await store.MailboxAsync(0));
    }

    [Fact]
    public void A_strangers_directory_is_neither_opened_nor_taken_for_a_new_store()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "photo.jpg"), "not mail");
        var before = FolderBytes.Of(folder.Path);
        AssertSentence(() => OpenEngine(folder.Path), folder.Path);
        AssertSentence(() => CreateEngine(folder.Path), folder.Path);
        Assert.Equal(before, FolderBytes.Of(folder.Path));
    }

    [Fact]
    public void An_empty_directory_is_no_store_and_none_is_begun_in_it()
    {
        using var folder = new TemporaryFolder();
        AssertSentence(() => OpenEngine(folder.Path), folder.Path);
        Assert.Empty(FolderBytes.Of(folder.Path));
    }

    [Fact]
    public void A_directory_that_is_not_there_is_not_made_by_opening_it()
    {
        using var folder = new TemporaryFolder();
        var missing = Path.Combine(folder.Path, "store");
        AssertSentence(() => OpenEngine(missing), missing);
        Assert.Empty(FolderBytes.Of(folder.Path));
    }

    [Fact]
    public void A_disk_that_is_full_closes_the_volume_and_all_is_there_when_there_is_room()
    {
        var disk = new SimDisk(new());
        var options = new VolumeOptions { Identity = 1, SegmentBytes = 64 * 1024, FrameBytesMax = 8 * 1024, ZerosAheadBytes = 0 };
        Volume.Create(disk.Mount(), options);
        var history = new LedgerHistory();
        using (var volume = Open(disk, options))
        {
            using var drive = new VolumeDrive(volume, new OpDeck(new Dice(1), 4000), new Dice(2), history, TimeProvider.System);
            disk.CapacityBytes = 150_000;
            drive.Run(steps: 500);
            Assert.Contains("no space left", Assert.IsType<StorageFaultException>(volume.Fault).Message, StringComparison.Ordinal);
            Assert.False(volume.TrySubmit(new LedgerRequest(new OpDeck(new Dice(3), 100).Deal(), new LedgerHistory())));
        }

        Assert.True(history.Acknowledged > 10);
        disk.CapacityBytes += 100_000;
        using var again = Open(disk, options);
        var there = new LedgerCheck(again.Index, body => again.OpenBody(body)).Head.Count;
        Assert.InRange(there, history.Acknowledged, history.Decided.Count);
        history.Recovered((int)there);
        new LedgerCheck(again.Index, body => again.OpenBody(body)).Compare(LedgerModel.Of(history.Decided));
    }

    private static Volume Open(SimDisk disk, VolumeOptions options) =>
        Volume.Open(disk.Mount(), new LedgerState(), options, TimeProvider.System, WriterMode.Stepped, new MemoryIndexSource());

    private static void OpenEngine(string folder)
    {
        FileStorage? storage = null;
        try
        {
            _ = MailEngine.Open(_ => storage = FileStorage.Open(folder), new EngineOptions());
        }
        finally
        {
            storage?.Dispose();
        }
    }

    private static void CreateEngine(string folder)
    {
        FileStorage? storage = null;
        try
        {
            MailEngine.Create(_ => storage = FileStorage.Open(folder), 1, new EngineOptions());
        }
        finally
        {
            storage?.Dispose();
        }
    }

    private static void AssertSentence(Action action, string place)
    {
        var refusal = Assert.ThrowsAny<Exception>(action);
        Assert.True(refusal is StorageFaultException or StoreFaultException or Log.Recovery.VolumeFaultException, $"{refusal}");
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }
}
