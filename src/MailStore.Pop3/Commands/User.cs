using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §7: whether there is such a user is said to nobody.
[CommandHandler("user")]
internal static class User
{
    public static ValueTask<Reply> HandleAsync(UserCommand command, Pop3Session session)
    {
        if (!Offer.TakesPasswords(session))
        {
            return new(SignOn.NotPrivate);
        }

        session.UserName = command.UserName.Of(session.Frame).ToArray();
        return new(Reply.Ok("And the password?"));
    }
}
