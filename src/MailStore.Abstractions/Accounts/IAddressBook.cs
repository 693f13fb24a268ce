namespace MailStore.Abstractions.Accounts;

/// <summary>Which addresses there are, and where their mail goes. Shared by all sessions; where it is kept is nobody's business but the implementer's.</summary>
public interface IAddressBook
{
    /// <summary>The address is lent until the task completes. <c>&lt;Postmaster&gt;</c> without a domain is known to every book (RFC 5321 §4.5.1).</summary>
    ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default);

    /// <summary>Whether an account may write as that address: its own names, and what it was lent.</summary>
    ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default);
}
