using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

internal sealed record SearchArguments(List<string>? Returns, string? Charset, List<SearchKey> Keys)
{
    public ulong AddTo(ulong hash)
    {
        if (Returns is not null)
        {
            foreach (var option in Returns)
            {
                hash = Fold.Add(hash, option);
            }
        }

        hash = Fold.Add(hash, Charset);
        foreach (var key in Keys)
        {
            hash = key.AddTo(hash);
        }

        return hash;
    }
}
