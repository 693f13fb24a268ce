using System.Security.Cryptography;
using MailStore.Abstractions.Sasl;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 5034 §4
[CommandHandler("auth")]
internal static class Auth
{
    public static ValueTask<Reply> HandleAsync(AuthCommand command, Pop3Session session)
    {
        if (command.AuthMechanism.IsEmpty)
        {
            return new(List(session));
        }

        switch (session.Services.Sasl.Begin(command.AuthMechanism.Of(session.Frame), session.Connection, out var exchange))
        {
            case SaslChoice.NeedsPrivacy:
                return new(SignOn.NotPrivate);
            case SaslChoice.NotOffered:
                return new(Reply.Err("That mechanism is not offered: see SASL in CAPA"));
        }

        byte[]? initial = null;
        return !command.InitialResponse.IsEmpty && !SaslBase64.TryDecodeInitial(command.InitialResponse.Of(session.Frame), out initial)
            ? new(NoBase64)
            : RunAsync(session, exchange, initial);
    }

    private static Reply NoBase64 => Reply.Err("Base64 was expected");

    /// <summary>Alone it asks for the mechanisms, by a convention that is older than CAPA; Outlook says it with a blank behind.</summary>
    private static Reply List(Pop3Session session)
    {
        var writer = session.Write();
        writer.Ok("Mechanisms"u8);
        Span<byte> line = stackalloc byte[64];
        foreach (var mechanism in session.Services.Sasl.Offered(session.Connection))
        {
            writer.Line(ReplyLine.Octets(mechanism, line));
        }

        writer.EndLines();
        writer.Dispose();
        return Reply.Written;
    }

    private static async ValueTask<Reply> RunAsync(Pop3Session session, ISaslExchange exchange, byte[]? initial)
    {
        var step = await exchange.BeginAsync(initial);
        CryptographicOperations.ZeroMemory(initial);
        while (step.Status == SaslStatus.Challenge)
        {
            await session.ChallengeAsync(step.Challenge);
            if (await session.ReadAsync() != FrameStatus.Ready)
            {
                return Reply.Err("A line of base64 was expected");
            }

            var line = session.Frame.Bytes[..^2];
            if (line.SequenceEqual("*"u8))
            {
                return Reply.Err("Cancelled as you wish");
            }

            if (!SaslBase64.TryDecode(line, out var response))
            {
                return NoBase64;
            }

            step = await exchange.StepAsync(response);
            CryptographicOperations.ZeroMemory(response);
        }

        return step.Status == SaslStatus.Malformed ? Reply.Err("That is no message of the mechanism") : await SignOn.FinishAsync(session, step.SignIn);
    }
}
