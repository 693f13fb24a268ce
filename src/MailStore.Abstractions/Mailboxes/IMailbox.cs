using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>A mailbox as all sessions share it. It stays valid when it is renamed; when it is deleted its views live on until they are closed.</summary>
public interface IMailbox
{
    MailboxId Id { get; }

    /// <summary>As of the last commit.</summary>
    MailboxStatus Status { get; }

    /// <summary>
    /// Names for the keywords of messages, never older than a message that was read before: one may be there a moment before
    /// <see cref="Status"/> says so.
    /// </summary>
    KeywordTable Keywords { get; }

    /// <summary>It was deleted: changes are refused with <see cref="Refusal.NoSuchMailbox"/>.</summary>
    bool IsDeleted { get; }

    /// <summary>
    /// SELECT and EXAMINE. Whoever may write takes the messages that are still recent: they are recent to that view alone, durably
    /// (RFC 9051 §2.3.2 left it, RFC 3501 §2.3.2 wants it). Messages that arrive while such views are open are recent to the one
    /// that was opened first. A view that may not write takes nothing: to it is recent what nobody has taken when it first numbers it.
    /// </summary>
    ValueTask<IMailboxView> OpenViewAsync(bool isReadOnly, CancellationToken cancellation = default);

    /// <summary>
    /// STORE. With <paramref name="unchangedSince"/> a message that has a higher mod-sequence is left alone (RFC 7162 §3.1.3). A flag
    /// that a message had already is no change and gives no mod-sequence; those that do change share one. UIDs without a message are
    /// ignored. A keyword is known to the mailbox once a message got it: what changes nothing brings no keyword.
    /// </summary>
    CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null);

    /// <summary>Removes the messages that have \Deleted, of all or of some UIDs, under one mod-sequence of its own.</summary>
    CommitTicket<ExpungeResult> Expunge(UidSet? only = null);

    /// <summary>UIDs of messages that exist and whose mod-sequence is above this one: CHANGEDSINCE. Skips whole regions that did not change.</summary>
    UidSet ChangedSince(ModSeq modSeq);

    /// <summary>UIDs of messages that were expunged after this mod-sequence: RFC 7162 §3.2.10.1, VANISHED (EARLIER). Exact, for ever.</summary>
    UidSet VanishedSince(ModSeq modSeq);
}
