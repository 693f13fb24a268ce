using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>One range of a sequence set; <see cref="uint.MaxValue"/> is the asterisk.</summary>
internal readonly record struct NumberRange(uint From, uint To)
{
    public static ulong AddTo(ulong hash, List<NumberRange>? set)
    {
        if (set is null)
        {
            return hash;
        }

        foreach (var range in set)
        {
            hash = Fold.Add(hash, ((ulong)range.From << 32) | range.To);
        }

        return hash;
    }
}
