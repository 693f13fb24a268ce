using System.Collections.Immutable;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Accounts;

/// <summary>One user's mail, as all sessions of that user share it.</summary>
public interface IAccount
{
    AccountId Id { get; }

    AccountName Name { get; }

    /// <summary>All names, sorted, as of the last commit: mailboxes, parents that do not exist themselves, and subscriptions without a mailbox.</summary>
    ImmutableArray<MailboxEntry> Tree { get; }

    /// <summary>As of the last commit.</summary>
    Quota Quota { get; }

    /// <summary>Null if it does not exist or cannot be selected.</summary>
    ValueTask<IMailbox?> OpenAsync(MailboxName name, CancellationToken cancellation = default);

    ValueTask<IMailbox?> OpenAsync(MailboxId id, CancellationToken cancellation = default);

    /// <summary>RFC 9051 §6.3.4: levels above that do not exist are created too. A special use belongs to one mailbox of an account.</summary>
    CommitTicket<MailboxResult> Create(MailboxName name, SpecialUse uses = SpecialUse.None);

    /// <summary>
    /// RFC 9051 §6.3.5: the mailbox with its messages; its children stay, and its name stays as their parent. With
    /// <paramref name="withChildren"/> (an administrator's wish, no IMAP command) everything below goes too, in one step.
    /// </summary>
    CommitTicket<MailboxResult> Delete(MailboxName name, bool withChildren = false);

    /// <summary>RFC 9051 §6.3.6: with all that is below it. From INBOX the messages are moved to a new mailbox, and INBOX stays.</summary>
    CommitTicket<MailboxResult> Rename(MailboxName source, MailboxName target);

    CommitTicket<MailboxResult> Subscribe(MailboxName name, bool isSubscribed);

    /// <summary>RFC 6154 §3 and RFC 5464: replaces the uses of a mailbox.</summary>
    CommitTicket<MailboxResult> SetUses(MailboxName name, SpecialUse uses);

    /// <summary>Of a mailbox, or without one of the account itself. All entries are set or none.</summary>
    CommitTicket<MailboxResult> SetMetadata(MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries);

    /// <summary>Null if the mailbox does not exist.</summary>
    ValueTask<IReadOnlyList<MetadataEntry>?> ReadMetadataAsync(MailboxName? mailbox, CancellationToken cancellation = default);

    CommitTicket<MailboxResult> SetQuota(QuotaLimits limits);

    /// <summary>A body for <see cref="Append"/>. The length that the client announced is refused early if the quota has no room for it.</summary>
    IUpload BeginUpload(long? announcedBytes = null);

    /// <summary>APPEND and MULTIAPPEND: all messages or none. The uploads belong to the store from here on.</summary>
    CommitTicket<AppendResult> Append(MailboxName mailbox, IReadOnlyList<NewMessage> messages);

    /// <summary>COPY and MOVE within the account. All messages or none (RFC 9051 §6.4.7); flags, dates and ids go along.</summary>
    CommitTicket<TransferResult> Transfer(IMailbox source, UidSet uids, MailboxName target, TransferKind kind);

    /// <summary>Says after each commit what it concerned. Called on the writer's thread: it must not block.</summary>
    IDisposable Watch(Action<AccountChange> listener);
}
