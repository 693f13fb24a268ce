using MailStore.Testing.Time;

namespace MailStore.Testing.Storage;

public sealed record SimDiskOptions
{
    public ulong Seed { get; init; } = 1;

    public string Place { get; init; } = "sim:disk";

    public int BlockBytes { get; init; } = 4096;

    public long CapacityBytes { get; init; } = long.MaxValue;

    /// <summary>Faults by dice; each file rolls its own, so threads on different files do not disturb each other.</summary>
    public IReadOnlyList<FaultRate> Rates { get; init; } = [];

    /// <summary>Advanced by slow operations.</summary>
    public ManualClock? Clock { get; init; }
}
