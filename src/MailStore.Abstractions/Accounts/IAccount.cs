using System.Collections.Immutable;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;

namespace MailStore.Abstractions.Accounts;

/// <summary>One user's mail, as all sessions of that user share it.</summary>
public interface IAccount
{
    AccountId Id { get; }

    AccountName Name { get; }

    /// <summary>All names, sorted, as of the last commit: mailboxes, parents that are none themselves, and subscriptions without a mailbox.</summary>
    ImmutableArray<MailboxEntry> Tree { get; }

    /// <summary>As of the last commit.</summary>
    Quota Quota { get; }

    /// <summary>RFC 4314: what whoever is logged in may do. Everything, in a mailbox that exists: it is their own.</summary>
    MailboxRights RightsTo(MailboxName mailbox);

    /// <summary>
    /// RFC 4314 §4: none if whoever is logged in has all these rights to a mailbox that exists; <see cref="Refusal.NotPermitted"/> where they may
    /// know of it, and <see cref="Refusal.NoSuchMailbox"/> where they may not. Whatever changes or reads something asks by itself.
    /// </summary>
    Refusal Check(MailboxName mailbox, MailboxRights needed);

    /// <summary>Null if it does not exist, cannot be selected or may not be read.</summary>
    ValueTask<IMailbox?> OpenAsync(MailboxName name, CancellationToken cancellation = default);

    ValueTask<IMailbox?> OpenAsync(MailboxId id, CancellationToken cancellation = default);

    /// <summary>
    /// RFC 9051 §6.3.4: levels above that have no name yet are created too; a parent that is no mailbox stays none. A special use
    /// belongs to one mailbox of an account. A new mailbox is empty, its next UID and its mod-sequence are 1.
    /// </summary>
    CommitTicket<MailboxResult> Create(MailboxName name, SpecialUse uses = SpecialUse.None);

    /// <summary>
    /// RFC 9051 §6.3.5: the mailbox with its messages; its children stay, and its name stays as their parent for as long as they
    /// do. With <paramref name="withChildren"/> (an administrator's wish, no IMAP command) everything below goes too, in one step.
    /// </summary>
    CommitTicket<MailboxResult> Delete(MailboxName name, bool withChildren = false);

    /// <summary>
    /// RFC 9051 §6.3.6: with all that is below it; levels above the target are created as by <see cref="Create"/>. The target must
    /// not be a name already, and not be below the source (<see cref="Refusal.BadName"/>). Uses and metadata belong to the mailbox
    /// and go along; subscriptions belong to the name and stay. From INBOX the messages are moved to a new mailbox,
    /// whose id is the result's; INBOX and what is below it stay.
    /// A mailbox keeps its UIDVALIDITY, unless a newer one ever left a name of this account behind, by deletion or rename: then
    /// it gets a new one (§2.3.1.1: a name never comes back with an older one).
    /// </summary>
    CommitTicket<MailboxResult> Rename(MailboxName source, MailboxName target);

    /// <summary>RFC 9051 §6.3.7: any name, whether or not a mailbox has it. Twice is no refusal.</summary>
    CommitTicket<MailboxResult> Subscribe(MailboxName name, bool isSubscribed);

    /// <summary>RFC 6154 §3 and RFC 5464: replaces the uses of a mailbox. One that another mailbox has is refused.</summary>
    CommitTicket<MailboxResult> SetUses(MailboxName name, SpecialUse uses);

    /// <summary>
    /// Of a mailbox, or without one of the account itself. All entries are set or none: <see cref="Refusal.BadName"/> for an entry's
    /// name, <see cref="Refusal.TooLarge"/> for a value, <see cref="Refusal.Limit"/> for too many.
    /// </summary>
    CommitTicket<MailboxResult> SetMetadata(MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries);

    /// <summary>In the order of their names; null if the mailbox does not exist.</summary>
    ValueTask<IReadOnlyList<MetadataEntry>?> ReadMetadataAsync(MailboxName? mailbox, CancellationToken cancellation = default);

    /// <summary>
    /// Lets a mailbox that is brought over go on where it was: UIDVALIDITY and next UID as they were there. UIDs that it never gave here
    /// count as vanished. A next UID below its own changes nothing. <see cref="Refusal.AlreadyExists"/> for another UIDVALIDITY if
    /// it has had messages here, or if a newer one has left a name of this account behind.
    /// </summary>
    CommitTicket<MailboxResult> Adopt(MailboxName name, UidValidity validity, Uid next);

    /// <summary>RFC 9208 §4.1.3: limits below what is used already are fine; nothing more is taken then.</summary>
    CommitTicket<MailboxResult> SetQuota(QuotaLimits limits);

    /// <summary>Records beside this account's mail, by the same journal. What somebody else's account notes may or may not be among them: names tell whose they are.</summary>
    IRegistry Notes { get; }

    /// <summary>
    /// A body for <see cref="Append"/>. If there is no room for the length that the client announced, its <see cref="IUpload.Refusal"/>
    /// says so at once.
    /// </summary>
    /// <param name="announcedBytes">Null if it is not known yet.</param>
    /// <param name="replaced">RFC 8508 §3.4: a message that goes when this one comes: it makes room for it.</param>
    IUpload BeginUpload(long? announcedBytes = null, ReplacedMessage? replaced = null);

    /// <summary>
    /// APPEND and MULTIAPPEND: all messages or none, under one mod-sequence. A UID that was given before is refused as <see cref="Refusal.AlreadyExists"/>. The uploads belong to the store from here on, also if it refuses.
    /// </summary>
    /// <param name="mailbox">Where they go.</param>
    /// <param name="messages">With uploads that are complete.</param>
    /// <param name="replaced">RFC 8508: a message of this account that goes in the same step; <see cref="Refusal.CannotDelete"/> if it is gone.</param>
    /// <param name="note">One of <see cref="Notes"/> that is made in the same step: whoever brings messages over knows after any end how far it came.</param>
    CommitTicket<AppendResult> Append(MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced = null, RegistryEdit? note = null);

    /// <summary>
    /// COPY and MOVE within the account, also within one mailbox. All messages or none (RFC 9051 §6.4.7), under one mod-sequence of
    /// the target; flags, internal date and ids go along, the save date is new, and they are recent there. Moving needs no quota. A unique id moves
    /// and is not copied: RFC 1939 §7 wants no second message with it.
    /// </summary>
    CommitTicket<TransferResult> Transfer(IMailbox source, UidSet uids, MailboxName target, TransferKind kind);

    /// <summary>Says after each commit what it concerned: each mailbox whose status differs, none if the tree, uses or subscriptions do, and entries of metadata. Called on the writer's thread: it must not block.</summary>
    IDisposable Watch(Action<AccountChange> listener);
}
