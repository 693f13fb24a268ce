using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <param name="Mode">'+', '-' or '=' for replace.</param>
internal sealed record StoreArguments(List<NumberRange> Set, char Mode, bool IsSilent, FlagList Flags, ulong UnchangedSince)
{
    public ulong AddTo(ulong hash) =>
        Fold.Add(Flags.AddTo(Fold.Add(NumberRange.AddTo(hash, Set), ((ulong)Mode << 1) | (IsSilent ? 1UL : 0))), UnchangedSince);
}
