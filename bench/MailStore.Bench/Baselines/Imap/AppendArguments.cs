using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <param name="Date">As written: whoever stores the message decodes it.</param>
internal sealed record AppendArguments(string Mailbox, FlagList Flags, string? Date, ulong Size, bool IsSynchronising)
{
    public ulong AddTo(ulong hash) =>
        Fold.Add(Fold.Add(Flags.AddTo(Fold.Add(hash, Mailbox)), Date), (Size << 1) | (IsSynchronising ? 1UL : 0));
}
