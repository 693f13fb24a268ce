using System.Buffers.Text;
using System.Text;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.2.2, with the initial response of RFC 4959. PLAIN is the one mechanism so far.
[CommandHandler("authenticate")]
internal static class Authenticate
{
    public static async ValueTask<Reply> HandleAsync(AuthenticateCommand command, ImapSession session)
    {
        if (!session.IsPrivate)
        {
            return SignOn.NotPrivate;
        }

        if (!Ascii.EqualsIgnoreCase(command.Mechanism.Of(session.Frame), "PLAIN"u8))
        {
            // RFC 9051 §6.2.2: an unknown mechanism is NO.
            return Reply.No(CodeKind.Cannot, "That mechanism is not offered: see AUTH= in CAPABILITY");
        }

        if (command.EmptyResponse)
        {
            return Reply.Bad("PLAIN needs a name and a password");
        }

        if (!command.InitialResponse.IsEmpty)
        {
            return await FinishAsync(session, command.InitialResponse.Of(session.Frame).ToArray());
        }

        await session.ContinueAsync("");
        if (!await session.ReadLineAsync()
            || ImapParser.ParseAuthenticateLine(session.Frame, out var line, out _) != ParseStatus.Complete)
        {
            return Reply.Bad("Base64 was expected");
        }

        return line.AuthenticateLine.AuthenticateCancel
            ? Reply.Bad("Cancelled as you wish")
            : await FinishAsync(session, line.AuthenticateLine.AuthenticateResponse.Of(session.Frame).ToArray());
    }

    // RFC 4616 §2: [authzid] NUL authcid NUL passwd.
    private static ValueTask<Reply> FinishAsync(ImapSession session, byte[] base64)
    {
        var octets = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        _ = Base64.DecodeFromUtf8(base64, octets, out _, out var length);
        var message = octets.AsSpan(0, length);
        var first = message.IndexOf((byte)0);
        var second = first < 0 ? -1 : message[(first + 1)..].IndexOf((byte)0);
        if (second < 0)
        {
            return new(Reply.Bad("That is no message of PLAIN"));
        }

        var wanted = message[..first];
        var name = message.Slice(first + 1, second);
        var password = message[(first + second + 2)..];

        // Nobody acts for another yet: the one that is wanted must be the one that logs in.
        return wanted.IsEmpty || wanted.SequenceEqual(name)
            ? SignOn.TryAsync(session, name.ToArray(), password.ToArray())
            : new(Reply.No(CodeKind.AuthenticationFailed, "The name or the password is wrong"));
    }
}
