namespace MailStore.Bench.Gates.Store;

/// <param name="Messages">In the mailbox that is looked at.</param>
/// <param name="Expunged">Of them, at random, in one command.</param>
/// <param name="Sessions">Views of it at a time.</param>
/// <param name="Writers">That change flags, each waiting for its own change.</param>
/// <param name="FlagChanges">By all of them.</param>
/// <param name="Lookups">Of sequence numbers and of UIDs.</param>
/// <param name="WithFreshProcess">Opens the mailbox in a process of its own too.</param>
internal sealed record MailboxSectionOptions(
    int Messages, int Expunged, int Sessions, int Writers, int FlagChanges, int Lookups, bool WithFreshProcess)
{
    public static MailboxSectionOptions Full { get; } =
        new(Messages: 1_000_000, Expunged: 100_000, Sessions: 1_000, Writers: 64, FlagChanges: 400_000, Lookups: 5_000_000, WithFreshProcess: true);

    public static MailboxSectionOptions Tiny { get; } =
        new(Messages: 3_000, Expunged: 300, Sessions: 10, Writers: 4, FlagChanges: 200, Lookups: 2_000, WithFreshProcess: false);
}
