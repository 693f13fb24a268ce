using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>A mailbox as of one commit: what readers have. It never changes.</summary>
/// <param name="RecentFrom">Messages from this UID on are recent to nobody yet.</param>
/// <param name="VanishedPages">Pages of history.</param>
/// <param name="News">Counts the versions that differ in what sessions are told.</param>
internal sealed record MailboxVersion(
    MailboxStatus Status, UidSequence Sequence, Uid RecentFrom, int VanishedPages, long News, bool IsDeleted)
{
    public ModSeq HighestModSeq => Status.HighestModSeq;
}
