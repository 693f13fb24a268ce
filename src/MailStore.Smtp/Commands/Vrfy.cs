using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §3.5.1
[CommandHandler("vrfy")]
internal static class Vrfy
{
    // RFC 5321 §3.5.3
    public static ValueTask<Reply> HandleAsync(VrfyCommand command, SmtpSession session) => session.Settings.AnswersQuestions
        ? AnswerAsync(command, session)
        : new(Reply.Of(252, 0, 0, "Names are not told here: send, and it will be delivered if it can be"));

    private static async ValueTask<Reply> AnswerAsync(VrfyCommand command, SmtpSession session)
    {
        var entry = await session.Services.Addresses.FindAsync(Questions.Read(command.VerifyName, session.Frame));
        return entry switch
        {
            { Kind: AddressKind.Mailbox, Names: [var name, ..] } => Reply.Of(250, 1, 5, name),
            { Kind: AddressKind.List } => Reply.Of(250, 1, 5, "A list: EXPN says who is on it"),
            // RFC 5321 §3.4: 251 where we would pass it on, 551 where the sender has to.
            { Kind: AddressKind.Forwarded } when session.Services.Relay is not null =>
                Reply.Of(251, 1, 5, $"Not here any more; will forward to <{entry.ForwardedTo}>"),
            { Kind: AddressKind.Forwarded } => Reply.Of(551, 1, 6, $"Not here any more: try <{entry.ForwardedTo}>"),
            { Kind: AddressKind.Disabled } => Reply.Of(550, 2, 1, "The mailbox takes no mail"),
            { Kind: AddressKind.Unavailable } => Reply.Of(451, 3, 0, "Who that is cannot be asked just now"),
            { Kind: AddressKind.Elsewhere } => Reply.Of(252, 0, 0, "Not of this server: nothing is known of it"),
            _ => Refusals.NoSuchUser,
        };
    }
}
