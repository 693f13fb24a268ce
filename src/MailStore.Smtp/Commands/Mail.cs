using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.2. A source route is taken and ignored (appendix C).
[CommandHandler("mail")]
internal static class Mail
{
    public static ValueTask<Reply> HandleAsync(MailCommand command, SmtpSession session)
    {
        if (Admission.Refuse(session) is { } refused)
        {
            return new(refused);
        }

        session.Envelope.Clear();
        var reply = Take(command, session);
        return reply.IsRefusal || session.Role != SmtpRole.Submission ? new(Settle(session, reply)) : JudgeAsync(session, reply);
    }

    private static async ValueTask<Reply> JudgeAsync(SmtpSession session, Reply reply) => Settle(session, await Admission.JudgeSenderAsync(session, reply));

    private static Reply Settle(SmtpSession session, in Reply reply)
    {
        if (reply.IsRefusal)
        {
            session.Envelope.Clear();
        }
        else
        {
            session.Transactions++;
        }

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
