using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;

namespace MailStore.Abstractions.Accounts;

/// <summary>All accounts. Everything that a front end knows of the store hangs on this.</summary>
public interface IMailStore : IAsyncDisposable
{
    /// <summary>Small records that are kept beside the mail.</summary>
    IRegistry Registry { get; }

    /// <summary>With an INBOX. Refused if the name is taken.</summary>
    CommitTicket<AccountResult> CreateAccount(AccountName name);

    /// <summary>With everything in it. Whoever has it open sees its mailboxes deleted; changes are refused with <see cref="Refusal.NoSuchAccount"/>.</summary>
    CommitTicket<AccountResult> DeleteAccount(AccountId id);

    /// <summary>Null if there is none of that name.</summary>
    ValueTask<IAccount?> OpenAccountAsync(AccountName name, CancellationToken cancellation = default);

    ValueTask<IAccount?> OpenAccountAsync(AccountId id, CancellationToken cancellation = default);

    IAsyncEnumerable<AccountName> ListAccountsAsync(CancellationToken cancellation = default);

    /// <summary>A body for <see cref="Deliver"/> to these accounts. Refused at once if none of them has room for the length announced.</summary>
    IUpload BeginUpload(IReadOnlyList<AccountId> recipients, long? announcedBytes = null);

    /// <summary>
    /// LMTP and SMTP: one message for many. It is stored once as far as the recipients' volumes allow, and each recipient has an
    /// outcome of its own, in the order given. A mailbox that does not exist is refused, the others get theirs. Recipients of one
    /// account share the message's id.
    /// </summary>
    CommitTicket<IReadOnlyList<DeliveryResult>> Deliver(IUpload body, IReadOnlyList<Recipient> recipients, DateTimeOffset? internalDate = null);
}
