using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

internal sealed record FetchArguments(List<NumberRange> Set, List<FetchItem> Items, ulong ChangedSince, bool IsVanished)
{
    public ulong AddTo(ulong hash)
    {
        hash = NumberRange.AddTo(hash, Set);
        foreach (var item in Items)
        {
            hash = item.AddTo(hash);
        }

        return Fold.Add(hash, (ChangedSince << 1) | (IsVanished ? 1UL : 0));
    }
}
