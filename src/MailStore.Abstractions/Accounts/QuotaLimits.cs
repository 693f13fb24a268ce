namespace MailStore.Abstractions.Accounts;

/// <summary>What an account may use; null where nothing limits it.</summary>
public readonly record struct QuotaLimits(long? Bytes, long? Messages, long? Mailboxes)
{
    public static QuotaLimits Unlimited => default;
}
