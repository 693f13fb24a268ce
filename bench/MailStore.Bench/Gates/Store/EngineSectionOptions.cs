namespace MailStore.Bench.Gates.Store;

/// <param name="Rounds">Engine and bare disk take turns; ratios are taken within a round.</param>
/// <param name="Writers">That deliver at a time, each waiting for its own.</param>
/// <param name="Deliveries">Messages of 24 KB a round.</param>
/// <param name="Accounts">That they are for.</param>
/// <param name="RecoveredMessages">Messages of 10 KB in the store that is killed.</param>
internal sealed record EngineSectionOptions(int Rounds, int Writers, int Deliveries, int Accounts, int RecoveredMessages)
{
    public static EngineSectionOptions Full { get; } = new(Rounds: 5, Writers: 128, Deliveries: 20_000, Accounts: 1_000, RecoveredMessages: 100_000);

    /// <summary>Only the recovery, in its full size: about 10 GB.</summary>
    public static EngineSectionOptions Million { get; } = new(Rounds: 0, Writers: 128, Deliveries: 0, Accounts: 1_000, RecoveredMessages: 1_000_000);

    public static EngineSectionOptions Tiny { get; } = new(Rounds: 1, Writers: 4, Deliveries: 40, Accounts: 3, RecoveredMessages: 100);
}
