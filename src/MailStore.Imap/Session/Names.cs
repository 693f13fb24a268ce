using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Session;

/// <summary>Names and other strings as a client wrote them.</summary>
internal static class Names
{
    public static byte[] Octets(in Str text, Frame frame)
    {
        var value = new byte[text.Length];
        text.TryCopyTo(frame, value, out var written);
        return written == value.Length ? value : value[..written];
    }

    /// <summary>
    /// A mailbox: modified UTF-7 (RFC 3501 §5.1.3), or UTF-8 where it has octets above 127. Tolerance: what looks like UTF-7 and is
    /// none stands for itself, as of clients that send "&amp;" as it is.
    /// </summary>
    public static bool TryReadMailbox(in Str text, ImapSession session, out MailboxName name)
    {
        name = default;
        return Text(Octets(text, session.Frame), session) is { } decoded
            && (session.Tolerates(Tolerances.TrailingDelimiters) || !decoded.EndsWith(MailboxName.Delimiter))
            && MailboxName.TryCreate(decoded, out name);
    }

    /// <summary>One that is to be created: a delimiter behind it says that children will come (RFC 9051 §6.3.4).</summary>
    public static bool TryReadNew(in Str text, ImapSession session, out MailboxName name)
    {
        name = default;
        return Text(Octets(text, session.Frame), session) is { } decoded && MailboxName.TryCreate(decoded, out name);
    }

    /// <summary>Null for what is no text at all.</summary>
    public static string? Text(ReadOnlySpan<byte> octets, ImapSession session)
    {
        // RFC 6855 §3, RFC 9051 §5.1: after ENABLE "&" is a letter.
        var isUtf8 = session.Has(SessionFeatures.Utf8 | SessionFeatures.Rev2);
        if (!isUtf8 && ModifiedUtf7.Decode(octets, out var decoded) == ModifiedUtf7Fault.None)
        {
            return decoded;
        }

        if (!isUtf8 && !session.Tolerates(Tolerances.BareAmpersands) && octets.Contains((byte)'&'))
        {
            return null;
        }

        return Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;
    }
}
