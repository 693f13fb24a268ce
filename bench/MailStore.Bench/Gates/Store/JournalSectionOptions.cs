namespace MailStore.Bench.Gates.Store;

/// <param name="Rounds">Each contender runs once a round; ratios are taken within a round.</param>
/// <param name="Writers">That append at a time, each waiting for its own.</param>
/// <param name="SmallAppends">Records of 4 KB a round.</param>
/// <param name="LargeAppends">Records of 64 KB a round.</param>
/// <param name="LoneAppends">Records of 4 KB by one writer alone.</param>
internal sealed record JournalSectionOptions(int Rounds, int Writers, int SmallAppends, int LargeAppends, int LoneAppends)
{
    public static JournalSectionOptions Full { get; } = new(Rounds: 7, Writers: 64, SmallAppends: 16_000, LargeAppends: 3_200, LoneAppends: 1_000);

    public static JournalSectionOptions Tiny { get; } = new(Rounds: 1, Writers: 4, SmallAppends: 40, LargeAppends: 8, LoneAppends: 4);
}
