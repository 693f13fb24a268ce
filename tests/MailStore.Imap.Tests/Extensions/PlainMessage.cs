namespace MailStore.Imap.Tests.Extensions;

/// <summary>A message as the words of the RFC have it. Of the same day the one that stands first in the mailbox is the first one.</summary>
internal sealed record PlainMessage(uint Uid, ulong Sent, int Subject, bool IsReply, int Id, IReadOnlyList<int> References)
{
    /// <summary>No subject, or no id.</summary>
    public const int None = -1;
}
