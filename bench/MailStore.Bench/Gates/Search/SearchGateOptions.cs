namespace MailStore.Bench.Gates.Search;

/// <param name="Messages">In the mailbox that is searched.</param>
/// <param name="Rounds">Times that each command is said; the median counts.</param>
/// <param name="Deliveries">Messages that are delivered with an index and without, in turns.</param>
/// <param name="DeliveryRounds">Turns.</param>
internal sealed record SearchGateOptions(int Messages, int Rounds, int Deliveries, int DeliveryRounds)
{
    public static SearchGateOptions Full { get; } = new(Messages: 100_000, Rounds: 7, Deliveries: 6_000, DeliveryRounds: 5);

    public static SearchGateOptions Tiny { get; } = new(Messages: 300, Rounds: 1, Deliveries: 100, DeliveryRounds: 1);
}
