using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using Xunit.Abstractions;

namespace MailStore.Transcripts.Allocation;

/// <summary>What a change of flags allocates on all threads, the writer's among them: on a real disk, since a simulated one keeps pages of its own.</summary>
[Collection(nameof(AloneCollection))]
public sealed class WriterAllocationTests(ITestOutputHelper output)
{
#if DEBUG
    /// <summary>See <see cref="AllocationTests"/>.</summary>
    private const long BytesMax = 2500;
#else
    /// <summary>Of the runtime: a state that is pooled by processor is made anew when a command begins on one and ends on another.</summary>
    private const long BytesMax = 900;
#endif

    private const int WarmUpRounds = 500;
    private const int Rounds = 2000;

    [Fact]
    public async Task A_STORE_allocates_nothing_on_any_thread_but_states_that_change_the_processor()
    {
        var folder = Directory.CreateTempSubdirectory("mailstore-allocation");
        try
        {
            var place = Path.Combine(folder.FullName, "volume");
            var options = new EngineOptions { Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 16 * 1024 * 1024, IndexBuckets = 1 << 8 } };
            using var storage = FileStorage.Create(place);
            MailEngine.Create(_ => storage, volumes: 1, options);
            await using var store = MailEngine.Open(_ => storage, options);
            await using var session = await WarmSession.OpenAsync(store);
            Run(session, WarmUpRounds);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Run(session, Rounds);
            var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            output.WriteLine($"{bytes / (double)Rounds:F1} B");
            Assert.InRange(bytes / Rounds, 0, BytesMax);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Run(WarmSession session, int rounds)
    {
        var (set, taken) = ("a STORE 2 +FLAGS.SILENT (\\Seen)\r\n"u8.ToArray(), "a STORE 2 -FLAGS.SILENT (\\Seen)\r\n"u8.ToArray());
        for (var round = 0; round < rounds; round++)
        {
            session.Say(round % 2 == 0 ? set : taken);
        }
    }
}
