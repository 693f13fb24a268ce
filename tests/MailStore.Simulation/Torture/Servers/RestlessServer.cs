using System.CommandLine;
using System.Globalization;
using MailStore.Log.Volumes;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Serve;
using MailStore.Server.Cli.Settings;

namespace MailStore.Simulation.Torture.Servers;

/// <summary>
/// The real server in a process that makes more of its time: footers, exports, checkpoints, collection and scrubbing are due every moment and not once a
/// day, and its clock is as many seconds ahead as the last line of its input says.
/// </summary>
internal static class RestlessServer
{
    public const string Name = "restless-server";

    /// <summary>A line of its input: it collects all that can be collected, and answers with the next.</summary>
    public const string Collect = "collect";

    public const string Collected = "Collected.";

    /// <summary>Of new volumes too: those that are there keep the sizes that they were made with.</summary>
    public static VolumeOptions Volumes { get; } = new()
    {
        SegmentBytes = 512 * 1024,
        ColdSegmentBytes = 1024 * 1024,
        CheckpointBytes = 256 * 1024,
        IndexMemoryBytes = 16 * 1024 * 1024,
        IndexBuckets = 1 << 10,
        Upkeep = new() { Interval = TimeSpan.FromMilliseconds(200), ExportEvery = TimeSpan.FromSeconds(2), ExportBytes = 1024 * 1024, ScrubEvery = TimeSpan.FromSeconds(1) },
    };

    /// <param name="name">This, or another one that differs in its volumes.</param>
    /// <param name="arguments">Those of <c>mailstore serve</c>.</param>
    public static async Task<int> RunAsync(string name, string[] arguments, VolumeOptions volumes)
    {
        using var signals = new StopSignals();
        var clock = new SettableClock();
        _ = Task.Run(() => FollowAsync(clock));
        var flags = new SettingFlags();
        var serve = new Command(name);
        flags.AddTo(serve);
        var terminal = new Terminal(Stream.Null, Console.Out, Console.Error, IsInteractive: false);
        return (int)await new ServeSession(terminal, flags.Reader(serve.Parse(arguments), terminal)) { Clock = clock, Volumes = volumes }.RunAsync(signals.Stop);
    }

    private static async Task FollowAsync(SettableClock clock)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == Collect)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Console.WriteLine(Collected);
                continue;
            }

            clock.SetAhead(TimeSpan.FromSeconds(long.Parse(line, CultureInfo.InvariantCulture)));
        }
    }
}
