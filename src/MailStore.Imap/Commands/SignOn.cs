using MailStore.Abstractions.Accounts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;

namespace MailStore.Imap.Commands;

/// <summary>What LOGIN and AUTHENTICATE have in common.</summary>
internal static class SignOn
{
    public static Reply NotPrivate => Reply.No(CodeKind.PrivacyRequired, "No password over a connection that others can read");

    public static async ValueTask<Reply> TryAsync(ImapSession session, byte[] name, byte[] password)
    {
        var outcome = await session.Services.Authenticator.VerifyAsync(name, password);
        if (outcome.Outcome == SignInOutcome.Unavailable)
        {
            return Reply.No(CodeKind.Unavailable, "Logins cannot be checked just now");
        }

        if (outcome.Outcome == SignInOutcome.Accepted)
        {
            if (await session.Services.Store.OpenAccountAsync(outcome.Account) is { } account)
            {
                session.LogIn(account);
                return Reply.Ok(new ResponseCode(CodeKind.Capability) { Words = Offer.Words(session) }, "Logged in");
            }

            return Reply.No(CodeKind.Unavailable, "The account has no mail store");
        }

        // RFC 5530 §3: which of the two was wrong is not said.
        session.CountRefusedLogin();
        return Reply.No(CodeKind.AuthenticationFailed, "The name or the password is wrong");
    }
}
