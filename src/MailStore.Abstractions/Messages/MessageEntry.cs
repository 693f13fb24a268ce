namespace MailStore.Abstractions.Messages;

/// <summary>What is known of a message without opening it.</summary>
public readonly record struct MessageEntry
{
    public required Uid Uid { get; init; }

    /// <summary>Of the last change: its delivery or its flags.</summary>
    public required ModSeq ModSeq { get; init; }

    public SystemFlags Flags { get; init; }

    /// <summary>It was brought over with a unique id: <see cref="Mailboxes.IMailboxView.UniqueIdOf"/>.</summary>
    public bool HasUniqueId { get; init; }

    public KeywordBits Keywords { get; init; }

    /// <summary>RFC 9051 §2.3.3, with the offset from UTC that it came with, to the second.</summary>
    public required DateTimeOffset InternalDate { get; init; }

    /// <summary>RFC 8514: when it came into this mailbox, in UTC, to the second.</summary>
    public required DateTimeOffset SaveDate { get; init; }

    /// <summary>RFC 9051 §2.3.4: octets as stored.</summary>
    public required long Size { get; init; }

    public required MessageId Id { get; init; }

    public required ThreadId Thread { get; init; }
}
