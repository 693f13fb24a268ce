using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>What SELECT and STATUS say of a mailbox, as of one commit. Kept up to date with each change: asking costs nothing.</summary>
public readonly record struct MailboxStatus
{
    public required MailboxId Id { get; init; }

    public required UidValidity UidValidity { get; init; }

    public required Uid UidNext { get; init; }

    /// <summary>RFC 7162 §3.1.2.1. Never 0.</summary>
    public required ModSeq HighestModSeq { get; init; }

    public int Messages { get; init; }

    public int Unseen { get; init; }

    /// <summary>Messages with \Deleted (RFC 9051 §6.3.11, DELETED).</summary>
    public int Deleted { get; init; }

    /// <summary>Messages that no session has been told of as recent.</summary>
    public int Recent { get; init; }

    /// <summary>RFC 8438: octets of all messages.</summary>
    public long Size { get; init; }

    public required KeywordTable Keywords { get; init; }
}
