using System.Buffers;
using System.Text;
using MailStore.Smtp.Replies;

namespace MailStore.Smtp.Session;

/// <summary>RFC 3464: tells a sender who asked for it that a message has arrived, or went on to where notices end.</summary>
internal static class NoticeWriter
{
    /// <param name="told">Whom it is about, and whether it was only passed on to a server that sends no notices (RFC 3461 §5.2.2).</param>
    public static void Write(IBufferWriter<byte> output, SmtpSession session, Intake intake, IReadOnlyList<Addressee> told, ulong id)
    {
        WriteHeader(output, session, id);
        Line(output, $"--{id:x}");
        Line(output, "Content-Type: text/plain; charset=us-ascii");
        Line(output, "");
        Line(output, "You asked to hear of it: your message has arrived, or was passed on to");
        Line(output, "a server that sends no such notices. Below it is said for each recipient.");
        Line(output, "");
        Line(output, $"--{id:x}");

        // RFC 6533 §3: addresses in UTF-8 need another type.
        Line(output, session.Envelope.IsUtf8 ? "Content-Type: message/global-delivery-status" : "Content-Type: message/delivery-status");
        Line(output, "");
        Line(output, $"Reporting-MTA: dns; {session.Settings.HostName}");
        if (session.Envelope.EnvelopeId.Length > 0)
        {
            Line(output, $"Original-Envelope-Id: {Xtext.Decode(session.Envelope.Read(session.Envelope.EnvelopeId).Span)}");
        }

        TextWriting.Put(output, "Arrival-Date: "u8);
        TextWriting.PutDate(output, intake.Received);
        Line(output, "");
        foreach (var addressee in told)
        {
            WriteRecipient(output, session.Envelope, addressee);
        }

        Line(output, "");
        Line(output, $"--{id:x}");

        // RFC 3461 §6.2: of what has arrived the header only, whatever RET says.
        Line(output, session.Envelope.IsUtf8 ? "Content-Type: message/global-headers" : "Content-Type: text/rfc822-headers");
        Line(output, "");
        output.Write(intake.KeptHeader);
        Line(output, "");
        Line(output, $"--{id:x}--");
    }

    private static void WriteHeader(IBufferWriter<byte> output, SmtpSession session, ulong id)
    {
        var sender = session.Envelope.Read(session.Envelope.Sender);
        TextWriting.Put(output, "Date: "u8);
        TextWriting.PutDate(output, session.Services.Clock.GetUtcNow());
        Line(output, "");
        Line(output, $"From: Mail Delivery <postmaster@{session.Settings.HostName}>");
        TextWriting.Put(output, "To: <"u8);
        TextWriting.PutAddress(output, sender.Local.Span, sender.Domain.Span);
        Line(output, ">");
        Line(output, "Subject: Your message has arrived");
        Line(output, $"Message-ID: <{id:x}@{session.Settings.HostName}>");
        Line(output, "Auto-Submitted: auto-replied");
        Line(output, "MIME-Version: 1.0");
        Line(output, $"Content-Type: multipart/report; report-type=delivery-status; boundary=\"{id:x}\"");
        Line(output, "");
    }

    // RFC 3464 §2.3
    private static void WriteRecipient(IBufferWriter<byte> output, Envelope envelope, in Addressee addressee)
    {
        var address = envelope.Read(addressee.Address);
        Line(output, "");
        if (addressee.OriginalRecipient.Length > 0)
        {
            var original = envelope.Read(addressee.OriginalRecipient).Span;
            var semicolon = original.IndexOf((byte)';');
            Line(output, $"Original-Recipient: {Encoding.ASCII.GetString(original[..semicolon])};{Printable(Xtext.Decode(original[(semicolon + 1)..]))}");
        }

        TextWriting.Put(output, Ascii.IsValid(address.Local.Span) && Ascii.IsValid(address.Domain.Span) ? "Final-Recipient: rfc822;"u8 : "Final-Recipient: utf-8;"u8);
        TextWriting.PutAddress(output, address.Local.Span, address.Domain.Span);
        Line(output, "");
        Line(output, addressee.IsRelayed ? "Action: relayed" : "Action: delivered");
        Line(output, "Status: 2.1.5");
    }

    // Decoded it may hold anything, and a line end would begin a field of its own.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static void Line(IBufferWriter<byte> output, string text)
    {
        TextWriting.Put(output, Printable(text));
        TextWriting.Put(output, "\r\n"u8);
    }
}
