using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;

namespace MailStore.Pop3.Commands;

/// <summary>What PASS, APOP and AUTH have in common: the way from a login to a maildrop.</summary>
internal static class SignOn
{
    public static Reply NotPrivate => Reply.Err("No password over a connection that others can read: use STLS first");

    public static Reply Unavailable => Reply.Err(ReplyCodes.SysTemp, "Logins cannot be checked just now");

    public static async ValueTask<Reply> FinishAsync(Pop3Session session, SignIn outcome)
    {
        session.Connection.Watch?.SignedIn(outcome.Outcome, outcome.Account);
        switch (outcome.Outcome)
        {
            case SignInOutcome.Unavailable:
                return Unavailable;
            case SignInOutcome.NotAuthorized:
                session.CountRefusedLogin();
                return Reply.Err(ReplyCodes.Auth, "You may not act for that user");
            case SignInOutcome.Refused:
                // RFC 3206 §4: which of the two was wrong is not said.
                session.CountRefusedLogin();
                return Reply.Err(ReplyCodes.Auth, "The name or the password is wrong");
        }

        return await session.Services.Store.OpenAccountAsync(outcome.Account) is { } account
            ? await OpenAsync(session, account)
            : Reply.Err(ReplyCodes.SysPerm, "The account has no mail store");
    }

    private static async ValueTask<Reply> OpenAsync(Pop3Session session, IAccount account)
    {
        // RFC 1939 §4: the lock comes first, so that no message can go between the look at the maildrop and its end.
        if (!session.TryTake(account.Id))
        {
            return Reply.Err(ReplyCodes.InUse, "Another session has the maildrop");
        }

        // Behind the lock: who was refused there has not logged in.
        if (!session.Services.Drops.TryLogIn(account.Id, session.Limits.LoginDelay, session.Services.Clock))
        {
            session.Release();
            return Reply.Err(ReplyCodes.LoginDelay, "You logged in just now: wait a little");
        }

        if (await account.OpenAsync(MailboxName.Inbox) is not { } inbox)
        {
            session.End();
            return Reply.Err(ReplyCodes.SysTemp, "The maildrop cannot be opened");
        }

        // A view that may not write leaves \Recent to IMAP's sessions.
        session.Open(new Maildrop(await inbox.OpenViewAsync(isReadOnly: true)));
        return Reply.Ok(session.Drop.Count == 1 ? "1 message" : $"{session.Drop.Count} messages");
    }
}
