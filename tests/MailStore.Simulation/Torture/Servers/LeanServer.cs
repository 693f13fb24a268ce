using MailStore.Log.Volumes;

namespace MailStore.Simulation.Torture.Servers;

/// <summary>
/// The real server with little memory for its index: a log in memory that fills up for hours, as it may, looks like a leak to whoever watches from outside.
/// </summary>
internal static class LeanServer
{
    public const string Name = "lean-server";

    /// <summary>Of glibc: with an arena for each of many threads, each grows to the most that any thread ever needed, one after the other.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["MALLOC_ARENA_MAX"] = "1" };

    /// <summary>Its segments are small then, and each has a file: checkpoints come often enough for old ones to go.</summary>
    public static VolumeOptions Volumes { get; } = new() { IndexMemoryBytes = 16 * 1024 * 1024, CheckpointBytes = 64 * 1024 * 1024 };
}
