using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.2. A source route is taken and ignored (appendix C).
[CommandHandler("mail")]
internal static class Mail
{
    public static async ValueTask<Reply> HandleAsync(MailCommand command, SmtpSession session)
    {
        if (Admission.Refuse(session) is { } refused)
        {
            return refused;
        }

        session.Envelope.Clear();
        var reply = Take(command, session);
        if (!reply.IsRefusal && session.Role == SmtpRole.Submission)
        {
            reply = await Admission.JudgeSenderAsync(session, reply);
        }

        if (reply.IsRefusal)
        {
            session.Envelope.Clear();
            return reply;
        }

        session.Transactions++;
        return reply;
    }

    private static Reply Take(in MailCommand command, SmtpSession session)
    {
        var envelope = session.Envelope;
        var sender = command.NoSender ? default : envelope.Keep(command.Mailbox, session.Frame);
        envelope.Open(sender);
        if (MailParameters.Read(command.MailParameters, session) is { } refused)
        {
            return refused;
        }

        if (!command.NoSender && AddressRules.Judge(envelope.Read(sender), envelope.IsUtf8, isSender: true) is { } unfit)
        {
            return unfit;
        }

        // RFC 1870 §6.1
        return envelope.DeclaredBytes > session.Limits.Octets.MessageBytesMax
            ? Refusals.TooLarge
            : Reply.Of(250, 1, 0, "And to whom?");
    }
}
