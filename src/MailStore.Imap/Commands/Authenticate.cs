using System.Security.Cryptography;
using MailStore.Abstractions.Sasl;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.2.2, with the initial response of RFC 4959.
[CommandHandler("authenticate")]
internal static class Authenticate
{
    public static ValueTask<Reply> HandleAsync(AuthenticateCommand command, ImapSession session)
    {
        switch (session.Services.Sasl.Begin(command.Mechanism.Of(session.Frame), session.Connection, out var exchange))
        {
            case SaslChoice.NeedsPrivacy:
                return new(SignOn.NotPrivate);
            case SaslChoice.NotOffered:
                // RFC 9051 §6.2.2: an unknown mechanism is NO.
                return new(Reply.No(CodeKind.Cannot, "That mechanism is not offered: see AUTH= in CAPABILITY"));
        }

        byte[]? initial = null;
        return (!command.InitialResponse.IsEmpty || command.EmptyResponse)
            && !SaslBase64.TryDecodeInitial(command.EmptyResponse ? "="u8 : command.InitialResponse.Of(session.Frame), out initial)
                ? new(NoBase64)
                : RunAsync(session, exchange, initial);
    }

    private static Reply NoBase64 => Reply.Bad("Base64 was expected");

    private static async ValueTask<Reply> RunAsync(ImapSession session, ISaslExchange exchange, byte[]? initial)
    {
        var step = await exchange.BeginAsync(initial);
        CryptographicOperations.ZeroMemory(initial);
        while (step.Status == SaslStatus.Challenge)
        {
            await session.ChallengeAsync(step.Challenge);
            if (!await session.ReadLineAsync())
            {
                return Reply.Bad("A line of base64 was expected");
            }

            var line = session.Frame.Bytes[..^2];
            if (line.SequenceEqual("*"u8))
            {
                return Reply.Bad("Cancelled as you wish");
            }

            if (!SaslBase64.TryDecode(line, out var response))
            {
                return NoBase64;
            }

            step = await exchange.StepAsync(response);
            CryptographicOperations.ZeroMemory(response);
        }

        return step.Status == SaslStatus.Malformed ? Reply.Bad("That is no message of the mechanism") : await SignOn.FinishAsync(session, step.SignIn);
    }
}
