using MailStore.Abstractions.Accounts;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 9208 §4.2.1. An account has one quota root, and all its mailboxes are in it.</summary>
internal static class QuotaText
{
    /// <summary>RFC 9208 §5.1: STORAGE counts in these.</summary>
    public const long StorageBytes = 1024;

    /// <param name="root">As the client named it.</param>
    public static void Write(ImapSession session, IAccount account, ReadOnlySpan<byte> root)
    {
        var quota = account.Quota;
        var isFirst = true;
        var line = session.Output.Write();
        line.Token("* QUOTA "u8);
        line.AtomOrString(root, StringForms.Utf8Quoted);
        line.Token(" ("u8);

        // RFC 9208 §4.2.1: what is not limited is not named. What was begun of a unit counts.
        Resource(ref line, "STORAGE "u8, (quota.Bytes + StorageBytes - 1) / StorageBytes, quota.Limits.Bytes / StorageBytes, ref isFirst);
        Resource(ref line, "MESSAGE "u8, quota.Messages, quota.Limits.Messages, ref isFirst);
        Resource(ref line, "MAILBOX "u8, quota.Mailboxes, quota.Limits.Mailboxes, ref isFirst);
        line.Token(")"u8);
        line.EndLine();
        line.Dispose();
    }

    private static void Resource(ref ReplyWriter line, ReadOnlySpan<byte> name, long used, long? limit, ref bool isFirst)
    {
        if (limit is not { } most)
        {
            return;
        }

        line.Token(isFirst ? ""u8 : " "u8);
        isFirst = false;
        line.Token(name);
        line.Number((ulong)used);
        line.Space();
        line.Number((ulong)most);
    }
}
