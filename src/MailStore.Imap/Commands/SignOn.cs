using MailStore.Abstractions.Accounts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;

namespace MailStore.Imap.Commands;

/// <summary>What LOGIN and AUTHENTICATE have in common.</summary>
internal static class SignOn
{
    public static Reply NotPrivate => Reply.No(CodeKind.PrivacyRequired, "No password over a connection that others can read");

    public static async ValueTask<Reply> TryAsync(ImapSession session, byte[] name, byte[] password) =>
        await FinishAsync(session, await session.Services.Sasl.At(session.Connection).VerifyAsync(name, password));

    public static async ValueTask<Reply> FinishAsync(ImapSession session, SignIn outcome)
    {
        session.Connection.Watch?.SignedIn(outcome.Outcome, outcome.Account);
        switch (outcome.Outcome)
        {
            case SignInOutcome.Unavailable:
                return Reply.No(CodeKind.Unavailable, "Logins cannot be checked just now");
            case SignInOutcome.NotAuthorized:
                session.CountRefusedLogin();
                return Reply.No(CodeKind.AuthorizationFailed, "You may not act for that user");
            case SignInOutcome.Refused:
                // RFC 5530 §3: which of the two was wrong is not said.
                session.CountRefusedLogin();
                return Reply.No(CodeKind.AuthenticationFailed, "The name or the password is wrong");
        }

        if (await session.Services.Store.OpenAccountAsync(outcome.Account) is { } account)
        {
            // RFC 5530 §3: it may be better later, when one of them has gone.
            if (!session.TryLogIn(account))
            {
                return Reply.No(CodeKind.Limit, "Too many sessions of this user are open");
            }

            return Reply.Ok(new ResponseCode(CodeKind.Capability) { Words = Offer.Words(session) }, "Logged in");
        }

        return Reply.No(CodeKind.Unavailable, "The account has no mail store");
    }
}
