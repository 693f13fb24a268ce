using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Names of mailboxes as this client wants them: UTF-8 after ENABLE (RFC 6855 §3, RFC 9051 §5.1), else modified UTF-7 (RFC 3501 §5.1.3).</summary>
internal static class MailboxText
{
    public static void Write(ref ReplyWriter line, MailboxName name, SessionFeatures features)
    {
        Span<byte> octets = stackalloc byte[512];
        var isUtf8 = (features & (SessionFeatures.Utf8 | SessionFeatures.Rev2)) != SessionFeatures.None;
        var length = isUtf8 ? Encoding.UTF8.GetMaxByteCount(name.Text.Length) : ModifiedUtf7.OctetsMax(name.Text.Length);
        var room = length <= octets.Length ? octets : new byte[length];
        if (isUtf8)
        {
            line.AtomOrString(room[..Encoding.UTF8.GetBytes(name.Text, room)], StringForms.Utf8Quoted);
        }
        else
        {
            line.AtomOrString(room[..ModifiedUtf7.Encode(name.Text, room)]);
        }
    }
}
