using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Simulation.FrontEnds;

/// <summary>Whatever the domain, what stands before it is the account.</summary>
internal sealed class OneDomain(IReadOnlyDictionary<string, AccountId> accounts) : IAddressBook
{
    public ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var name = address.ToString().Split('@')[0];
        return new(accounts.TryGetValue(name, out var account)
            ? new AddressEntry(AddressKind.Mailbox) { Recipients = [new Recipient(account, MailboxName.Inbox)], Names = [name] }
            : new AddressEntry(AddressKind.Unknown));
    }

    public ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default) => new(true);
}
