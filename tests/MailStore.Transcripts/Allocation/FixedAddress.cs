using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Transcripts.Allocation;

/// <summary>Every address is one account's, and to say so allocates nothing.</summary>
internal sealed class FixedAddress(AccountId account) : IAddressBook
{
    private readonly AddressEntry _entry = new(AddressKind.Mailbox) { Recipients = [new(account, MailboxName.Inbox)] };

    public ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default) => new(_entry);

    public ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default) => new(true);
}
