using System.Buffers;
using System.Net.Sockets;
using MailStore.Smtp.Replies;

namespace MailStore.Smtp.Session;

/// <summary>RFC 5321 §4.4: what is written in front of every message that is taken.</summary>
internal static class TraceHeader
{
    /// <summary>RFC 5321 §4.4: at final delivery, the sender of the envelope.</summary>
    public static void WriteReturnPath(IBufferWriter<byte> output, Envelope envelope)
    {
        var sender = envelope.Read(envelope.Sender);
        TextWriting.Put(output, "Return-Path: <"u8);
        if (!sender.IsNull)
        {
            TextWriting.PutAddress(output, sender.Local.Span, sender.Domain.Span);
        }

        TextWriting.Put(output, ">\r\n"u8);
    }

    public static void WriteReceived(IBufferWriter<byte> output, SmtpSession session, ulong id, DateTimeOffset now)
    {
        var visitor = session.Visitor;
        TextWriting.Put(output, "Received: from "u8);
        TextWriting.PutHost(output, visitor.Greeting);
        WriteOrigin(output, visitor);
        TextWriting.Put(output, "\r\n\tby "u8);
        TextWriting.Put(output, session.Settings.HostName);
        TextWriting.Put(output, " with "u8);
        WriteProtocol(output, session);
        if (session.Connection.Tls is { } tls)
        {
            TextWriting.Put(output, " ("u8);
            TextWriting.Put(output, tls.Protocol);
            TextWriting.Put(output, " "u8);
            TextWriting.Put(output, tls.Cipher);
            TextWriting.Put(output, ")"u8);
        }

        TextWriting.Put(output, "\r\n\tid "u8);
        TextWriting.PutHex(output, id);

        // RFC 5321 §7.2: of several recipients none is named, since each would see the others.
        if (session.Envelope.Addressees is [var only])
        {
            var address = session.Envelope.Read(only.Address);
            TextWriting.Put(output, " for <"u8);
            TextWriting.PutAddress(output, address.Local.Span, address.Domain.Span);
            TextWriting.Put(output, ">"u8);
        }

        TextWriting.Put(output, ";\r\n\t"u8);
        TextWriting.PutDate(output, now);
        TextWriting.Put(output, "\r\n"u8);
    }

    private static void WriteOrigin(IBufferWriter<byte> output, Visitor visitor)
    {
        if (visitor.Address is not { } address)
        {
            return;
        }

        TextWriting.Put(output, " ("u8);
        if (visitor.HostName is { } name)
        {
            TextWriting.Put(output, name);
            TextWriting.Put(output, " "u8);
        }

        // RFC 5321 §4.1.3
        Span<byte> text = stackalloc byte[64];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        _ = plain.TryFormat(text, out var length);
        TextWriting.Put(output, plain.AddressFamily == AddressFamily.InterNetworkV6 ? "[IPv6:"u8 : "["u8);
        TextWriting.Put(output, text[..length]);
        TextWriting.Put(output, "])"u8);
    }

    // RFC 3848 §1, and RFC 6531 §4.3 for the names that begin with UTF8.
    private static void WriteProtocol(IBufferWriter<byte> output, SmtpSession session)
    {
        if (session.Envelope.IsUtf8)
        {
            TextWriting.Put(output, session.Role == SmtpRole.Lmtp ? "UTF8LMTP"u8 : "UTF8SMTP"u8);
        }
        else if (!session.Visitor.IsExtended)
        {
            TextWriting.Put(output, "SMTP"u8);
            return;
        }
        else
        {
            TextWriting.Put(output, session.Role == SmtpRole.Lmtp ? "LMTP"u8 : "ESMTP"u8);
        }

        TextWriting.Put(output, session.Connection.Tls is null ? ""u8 : "S"u8);
        TextWriting.Put(output, session.Visitor.User is null ? ""u8 : "A"u8);
    }
}
