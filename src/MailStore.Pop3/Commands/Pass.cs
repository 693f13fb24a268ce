using System.Security.Cryptography;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §7: straight after USER. A refused one must name the user again.
[CommandHandler("pass")]
internal static class Pass
{
    public static ValueTask<Reply> HandleAsync(PassCommand command, Pop3Session session)
    {
        if (session.UserName is not { } name)
        {
            return new(Reply.Err("USER comes first"));
        }

        session.UserName = null;
        return TryAsync(session, name, command.Secret.Of(session.Frame).ToArray());
    }

    private static async ValueTask<Reply> TryAsync(Pop3Session session, byte[] name, byte[] password)
    {
        var outcome = await session.Services.Sasl.At(session.Connection).VerifyAsync(name, password);
        CryptographicOperations.ZeroMemory(password);
        return await SignOn.FinishAsync(session, outcome);
    }
}
