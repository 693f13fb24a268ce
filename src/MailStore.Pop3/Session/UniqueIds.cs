using System.Buffers;
using System.Buffers.Text;
using MailStore.Abstractions.Messages;

namespace MailStore.Pop3.Session;

/// <summary>
/// RFC 1939 §7: what UIDL says of a message, the same for as long as it exists. What it was brought over with comes first; without
/// that, UIDVALIDITY and UID, eight hexadecimal digits each: an id of IMAP is never used twice, so neither is this.
/// </summary>
internal static class UniqueIds
{
    /// <returns>How many octets were written.</returns>
    public static int Write(Maildrop drop, in MessageEntry entry, Span<byte> into)
    {
        var length = entry.HasUniqueId ? drop.View.UniqueIdOf(entry.Uid, into) : 0;
        if (length > 0)
        {
            return length;
        }

        var format = new StandardFormat('x', 8);
        Utf8Formatter.TryFormat(drop.UidValidity.Value, into, out _, format);
        Utf8Formatter.TryFormat(entry.Uid.Value, into[8..], out _, format);
        return 16;
    }
}
