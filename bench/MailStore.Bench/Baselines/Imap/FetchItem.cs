using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <param name="Section">What stands between the brackets, without the header list.</param>
internal sealed record FetchItem(FetchAttribute Attribute, bool IsPeek, string? Section, List<string>? Headers, uint PartialStart, uint PartialCount)
{
    public ulong AddTo(ulong hash)
    {
        hash = Fold.Add(hash, ((ulong)Attribute << 1) | (IsPeek ? 1UL : 0));
        if (Section is not null)
        {
            hash = Fold.Add(hash, Section);
        }

        if (Headers is not null)
        {
            foreach (var header in Headers)
            {
                hash = Fold.Add(hash, header);
            }
        }

        return Fold.Add(hash, ((ulong)PartialStart << 32) | PartialCount);
    }
}
