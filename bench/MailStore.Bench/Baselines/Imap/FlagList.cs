using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>System flags as a mask, the rest by name.</summary>
internal readonly record struct FlagList(SystemFlags System, List<string>? Keywords)
{
    public ulong AddTo(ulong hash)
    {
        hash = Fold.Add(hash, (ulong)System);
        if (Keywords is not null)
        {
            foreach (var keyword in Keywords)
            {
                hash = Fold.Add(hash, keyword);
            }
        }

        return hash;
    }
}
