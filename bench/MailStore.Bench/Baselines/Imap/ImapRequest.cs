using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>What a handler would get from either baseline.</summary>
/// <param name="Arguments">Null, or the record that belongs to the verb.</param>
internal sealed record ImapRequest(string Tag, ImapVerb Verb, bool IsUid, object? Arguments)
{
    public ulong Hash()
    {
        var hash = Fold.Add(Fold.Add(Fold.Start, Tag), ((ulong)Verb << 1) | (IsUid ? 1UL : 0));
        return Arguments switch
        {
            null => hash,
            FetchArguments fetch => fetch.AddTo(hash),
            StoreArguments store => store.AddTo(hash),
            SearchArguments search => search.AddTo(hash),
            AppendArguments append => append.AddTo(hash),
            MailboxArguments mailbox => mailbox.AddTo(hash),
            _ => throw new InvalidOperationException("Arguments of an unknown kind."),
        };
    }
}
