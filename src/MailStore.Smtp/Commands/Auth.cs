using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Smtp.Commands;

// RFC 4954 §4
[CommandHandler("auth")]
internal static class Auth
{
    public static async ValueTask<Reply> HandleAsync(AuthCommand command, SmtpSession session)
    {
        if (!Offer.HasLogin(session))
        {
            return Reply.Of(502, 5, 1, "Nobody logs in here");
        }

        if (session.Visitor.User is not null)
        {
            return Reply.Of(503, 5, 1, "You are logged in");
        }

        switch (session.Services.Sasl.Begin(command.AuthMechanism.Of(session.Frame), session.Connection, out var exchange, session.Visitor.Address))
        {
            case SaslChoice.NotOffered:
                return Reply.Of(504, 5, 4, "That mechanism is not offered");
            case SaslChoice.NeedsPrivacy:
                // RFC 4954 §6
                return Reply.Of(538, 7, 11, "No password over a connection that others can read");
        }

        byte[]? initial = null;
        if (!command.InitialResponse.IsEmpty && !SaslBase64.TryDecodeInitial(command.InitialResponse.Of(session.Frame), out initial))
        {
            return NotBase64;
        }

        return await ConverseAsync(session, exchange, await exchange.BeginAsync(initial));
    }

    private static Reply NotBase64 => Reply.Of(501, 5, 2, "That is not base64");

    private static async ValueTask<Reply> ConverseAsync(SmtpSession session, ISaslExchange exchange, SaslStep step)
    {
        while (step.Status == SaslStatus.Challenge)
        {
            var line = new SmtpReplyWriter(session.Output.Pipe);
            line.Challenge(step.Challenge.Span);
            line.Dispose();
            await session.Output.FlushAsync();
            switch (await session.ReadAsync())
            {
                case FrameStatus.Ready:
                    break;
                case FrameStatus.TooLong:
                    // RFC 4954 §4
                    return Reply.Of(500, 5, 6, "The response is too long");
                default:
                    return Reply.Close(5, 2, "A line ends in CR and LF, and nothing else ends one");
            }

            // RFC 4954 §4: "*" gives up.
            if (SmtpParser.ParseAuthResponse(session.Frame, out var answer, out _) != ParseStatus.Complete)
            {
                return NotBase64;
            }

            var text = answer.AuthResponse.Of(session.Frame);
            if (text is [(byte)'*'])
            {
                return Reply.Of(501, 7, 0, "As you wish");
            }

            if (!SaslBase64.TryDecode(text, out var response))
            {
                return NotBase64;
            }

            step = await exchange.StepAsync(response);
        }

        return step.Status == SaslStatus.Malformed ? Reply.Of(501, 5, 2, "That is no message of the mechanism") : Finish(session, step.SignIn);
    }

    private static Reply Finish(SmtpSession session, in SignIn outcome)
    {
        session.Connection.Watch?.SignedIn(outcome.Outcome, outcome.Account);
        switch (outcome.Outcome)
        {
            case SignInOutcome.Accepted:
                session.Visitor.User = outcome.Account;
                return Reply.Of(235, 7, 0, "Logged in");
            case SignInOutcome.Unavailable:
                return Reply.Of(454, 7, 0, "Logins cannot be checked just now");
            default:
                // RFC 4954 §6: which of the two was wrong is not said.
                session.CountRefusedLogin();
                return Reply.Of(535, 7, 8, "The name or the password is wrong");
        }
    }
}
