using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>A mailbox as of one commit: what readers have. It never changes.</summary>
/// <param name="RecentFrom">Messages from this UID on are recent to nobody yet.</param>
/// <param name="VanishedPages">Pages of history.</param>
/// <param name="News">Counts the versions that differ in what sessions are told.</param>
/// <param name="Changed">What got other flags with the last news: who has been told of the news before need not look further.</param>
/// <param name="HasLost">With the last news messages went.</param>
internal readonly record struct MailboxVersion(
    MailboxStatus Status, UidSequence Sequence, Uid RecentFrom, int VanishedPages, long News, UidSet Changed, bool HasLost, bool IsDeleted)
{
    public ModSeq HighestModSeq => Status.HighestModSeq;
}
