using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>Every limit of the engine that is not the account's own quota.</summary>
public sealed record EngineLimits
{
    /// <summary>Larger messages are refused, as <see cref="Abstractions.Changes.Refusal.TooLarge"/>.</summary>
    public long MessageBytesMax { get; init; } = 1L << 30;

    /// <summary>Of one append: MULTIAPPEND is one atomic change, and everybody else of the volume waits for it.</summary>
    public int MessagesPerAppendMax { get; init; } = 1024;

    /// <summary>Of one delivery. RFC 5321 §4.5.3.1.8 asks for at least 100.</summary>
    public int RecipientsMax { get; init; } = 4096;

    /// <summary>Names in a tree, whatever the quota: they are in memory while the account is used.</summary>
    public int NamesMax { get; init; } = 50_000;

    /// <summary>Keys of conversations that are looked at and kept of one message; the References field of RFC 5322 has no limit.</summary>
    public int ThreadKeysMax { get; init; } = 32;

    /// <summary>With less free on the disk no message is taken, so that flags and expunges have room for long.</summary>
    public long FreeBytesMin { get; init; } = 256L * 1024 * 1024;

    /// <summary>Accounts that stay in memory though nobody uses them.</summary>
    public int ResidentAccounts { get; init; } = 4096;

    /// <summary>Mailboxes of a volume that stay in memory though nobody uses them, some two KiB each: one account may have <see cref="NamesMax"/>.</summary>
    public int ResidentMailboxes { get; init; } = 4096;

    /// <summary>Memory of a volume for facts of messages and headers as clients ask for them, some 500 octets each; it is taken as it is needed.</summary>
    public int PieceBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>What new accounts may use.</summary>
    public QuotaLimits NewAccounts { get; init; } = QuotaLimits.Unlimited;
}
