using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Accounts;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Engine.Volumes;

/// <summary>
/// Mailboxes of a volume that have mail which is not indexed, though nobody has used them since the start: what was brought here
/// while nothing made an index, or whose index was lost. Their headers and the names of segments tell; only those that lack some
/// are brought into memory.
/// </summary>
internal sealed class UnindexedMail(EngineVolume volume, SearchIndex search)
{
    private readonly IndexBuffer _buffer = new();

    /// <summary>For a thread of its own, which waits for the writer. Null: one more account was looked at, and all is indexed.</summary>
    public IEnumerable<IMailbox?> Find()
    {
        var buffer = new IndexBuffer();
        for (var page = 0UL; page < AccountDirectory.Pages(volume.Index, buffer); page++)
        {
            foreach (var (id, _) in AccountDirectory.Page(page, volume.Index, buffer))
            {
                yield return null;
                if (!LacksSome(id))
                {
                    continue;
                }

                var account = Ask(() => volume.Ask(new OpenAccount(volume, id, isPassing: true)));
                foreach (var node in account is null ? [] : account.Version.Tree.Nodes)
                {
                    if (node.Exists && Lacks(node.Id) && Ask(() => account!.OpenAsync(node.Id)) is { } mailbox)
                    {
                        yield return mailbox;
                    }
                }
            }
        }
    }

    // Who has much to do is not bothered: the next start, or whoever opens the mailbox, sees to it.
    private T? Ask<T>(Func<ValueTask<T?>> ask)
        where T : class
    {
        try
        {
            return ask().AsTask().GetAwaiter().GetResult();
        }
        catch (StoreUnavailableException) when (volume.Fault is null)
        {
            return null;
        }
    }

    // By this thread and its own buffer: the writer would close the volume over an account that cannot be read, and nobody has asked for it.
    private bool LacksSome(AccountId account)
    {
        try
        {
            return volume.Index.TryRead(RecordKeys.Header(account), _buffer)
                && TreePages.Read(account, AccountHeader.Read(account, _buffer.Span).TreePages, volume.Index, _buffer).Exists(node => node.Exists && Lacks(node.Id));
        }
        catch (Exception damage) when (damage is StorageFaultException or InvalidDataException)
        {
            // Whoever uses the account hears of it, and `mailstore store verify` names it.
            _ = damage;
            return false;
        }
    }

    private bool Lacks(MailboxId mailbox) =>
        MailboxHeader.TryLoad(volume.Index, mailbox, out var header)
        && search.Options.IsWorthwhile(header.Messages, header.Size)
        && search.Lacks(mailbox, new(header.UidNext - 1));
}
