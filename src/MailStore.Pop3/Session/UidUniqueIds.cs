using System.Buffers.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Pop3.Session;

/// <summary>UIDVALIDITY and UID, eight hexadecimal digits each: an id of IMAP is never used twice, so neither is this.</summary>
internal sealed class UidUniqueIds : IUniqueIds
{
    public int Write(IMailbox mailbox, UidValidity validity, Uid uid, Span<byte> into)
    {
        var format = new System.Buffers.StandardFormat('x', 8);
        Utf8Formatter.TryFormat(validity.Value, into, out _, format);
        Utf8Formatter.TryFormat(uid.Value, into[8..], out _, format);
        return 16;
    }
}
