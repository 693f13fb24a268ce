using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §3.5.2
[CommandHandler("expn")]
internal static class Expn
{
    public static async ValueTask<Reply> HandleAsync(ExpnCommand command, SmtpSession session)
    {
        if (!session.Settings.AnswersQuestions)
        {
            return Reply.Of(502, 7, 0, "Lists are not told here");
        }

        var entry = await session.Services.Addresses.FindAsync(Questions.Read(command.ListName, session.Frame));
        if (entry.Kind == AddressKind.Unavailable)
        {
            return Reply.Of(451, 3, 0, "Who that is cannot be asked just now");
        }

        if (entry is not { Kind: AddressKind.List, Names: [.. var others, var last] })
        {
            return Reply.Of(550, 1, 1, "There is no list of that name");
        }

        foreach (var name in others)
        {
            session.SayMore(Reply.Of(250, 1, 5, name));
        }

        return Reply.Of(250, 1, 5, last);
    }
}
