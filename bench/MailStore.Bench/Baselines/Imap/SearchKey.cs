using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <param name="Name">The keyword in upper case; "SET" for a bare sequence set, "AND" for parentheses.</param>
internal sealed record SearchKey(string Name, string? Field, string? Text, ulong Number, List<NumberRange>? Set, List<SearchKey>? Children)
{
    public ulong AddTo(ulong hash)
    {
        hash = Fold.Add(Fold.Add(Fold.Add(Fold.Add(hash, Name), Field), Text), Number);
        hash = NumberRange.AddTo(hash, Set);
        if (Children is not null)
        {
            foreach (var child in Children)
            {
                hash = child.AddTo(hash);
            }
        }

        return hash;
    }
}
