using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Changes;

/// <summary><code>kind | account | limits: octets, messages, mailboxes, each 0 for none or the limit plus 1</code></summary>
internal sealed record AccountQuota(AccountId Account, QuotaLimits Limits)
{
    public static AccountQuota Read(ref ChangeReader reader)
    {
        var change = new AccountQuota(new AccountId(reader.Varint()), ReadLimits(ref reader));
        reader.End();
        return change;
    }

    public static QuotaLimits ReadLimits(ref ChangeReader reader) => new(ReadLimit(ref reader), ReadLimit(ref reader), ReadLimit(ref reader));

    public static void WriteLimits(ChangeWriter writer, QuotaLimits limits)
    {
        WriteLimit(writer, limits.Bytes);
        WriteLimit(writer, limits.Messages);
        WriteLimit(writer, limits.Mailboxes);
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.AccountQuota);
        writer.Varint(Account.Value);
        WriteLimits(writer, Limits);
    }

    private static long? ReadLimit(ref ChangeReader reader)
    {
        var value = reader.Varint();
        return value == 0 ? null : (long)(value - 1);
    }

    private static void WriteLimit(ChangeWriter writer, long? limit) => writer.Varint(limit is { } value ? (ulong)value + 1 : 0);
}
