using System.Runtime.CompilerServices;
using MailStore.Abstractions.Accounts;
using MailStore.Engine.Accounts;
using MailStore.Engine.Mailboxes;
using MailStore.Log.Index;

namespace MailStore.Engine.Volumes;

/// <summary>
/// Walks over all accounts of a volume and proves them: the directory against the accounts, each tree against its mailboxes, each
/// mailbox by itself, and what an account uses against what its mailboxes hold. Reads only.
/// </summary>
internal sealed class StoreCheck(EngineVolume volume, bool withBodies)
{
    public async IAsyncEnumerable<VerifiedMailbox> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new IndexBuffer();
        var pages = AccountDirectory.Pages(volume.Index, buffer);
        for (var page = 0UL; page < pages; page++)
        {
            foreach (var (id, name) in AccountDirectory.Page(page, volume.Index, buffer))
            {
                await foreach (var verified in AccountAsync(id, name, buffer, cancellation))
                {
                    yield return verified;
                }
            }
        }
    }

    private async IAsyncEnumerable<VerifiedMailbox> AccountAsync(
        AccountId id, AccountName name, IndexBuffer buffer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var faults = new List<string>();
        if (AccountDirectory.Find(name, volume.Index, buffer) != id)
        {
            faults.Add($"The directory lists {name}, but its name does not lead to the account {id}.");
        }

        var account = await volume.Ask(new OpenAccount(volume, id, isPassing: true));
        if (account is null)
        {
            faults.Add($"The directory lists {name}, but the account {id} has no record.");
            yield return new(name, Mailbox: null, Messages: 0, faults);
            yield break;
        }

        var version = account.Version;
        var (bytes, messages) = (0L, 0L);
        foreach (var node in version.Tree.Nodes.Where(node => node.Exists))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await account.OpenAsync(node.Id, cancellation) is not Mailbox mailbox)
            {
                continue;
            }

            var status = mailbox.Status;
            (bytes, messages) = (bytes + status.Size, messages + status.Messages);
            yield return new(name, node.Name, status.Messages, Faults(mailbox, node, buffer));
        }

        // What was changed meanwhile proves nothing.
        if (account.Version == version && (bytes != version.Quota.Bytes || messages != version.Quota.Messages))
        {
            faults.Add($"The account counts {version.Quota.Messages} messages of {version.Quota.Bytes} octets, its mailboxes hold {messages} of {bytes}.");
        }

        yield return new(name, Mailbox: null, (int)messages, faults);
    }

    private List<string> Faults(Mailbox mailbox, TreeNode node, IndexBuffer buffer)
    {
        List<string> faults = [.. mailbox.Check(withBodies)];
        if (mailbox.Status.UidValidity != node.Validity)
        {
            faults.Add($"The mailbox has UIDVALIDITY {mailbox.Status.UidValidity}, the tree says {node.Validity}.");
        }

        if (AccountState.OwnerOf(node.Id, volume.Index, buffer).IsNone)
        {
            faults.Add($"Nothing says which account the mailbox {node.Id} is of.");
        }

        return faults;
    }
}
