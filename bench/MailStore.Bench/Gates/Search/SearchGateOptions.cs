namespace MailStore.Bench.Gates.Search;

/// <param name="Messages">In the mailbox that is searched.</param>
/// <param name="Rounds">Times that each command is said; the median counts.</param>
/// <param name="Deliveries">Messages that are delivered with an index and without, in turns.</param>
/// <param name="DeliveryRounds">Turns.</param>
/// <param name="Rebuilds">Times that the index is made again: the first time much of it is the compiler's.</param>
internal sealed record SearchGateOptions(int Messages, int Rounds, int Deliveries, int DeliveryRounds, int Rebuilds = 0)
{
    /// <summary>Only this: "build", "order", "deliver" or "memory"; null for all.</summary>
    public string? Only { get; init; }

    public static SearchGateOptions Full { get; } = new(Messages: 100_000, Rounds: 7, Deliveries: 12_000, DeliveryRounds: 11, Rebuilds: 1);

    public static SearchGateOptions Tiny { get; } = new(Messages: 300, Rounds: 1, Deliveries: 100, DeliveryRounds: 1);
}
