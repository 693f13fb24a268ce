using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What SUBSCRIBE and UNSUBSCRIBE have in common.</summary>
internal static class Subscription
{
    public static async ValueTask<Reply> ChangeAsync(ImapSession session, Str mailbox, bool isSubscribed)
    {
        if (!Names.TryReadMailbox(mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Subscribe(name, isSubscribed);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        session.Notifications?.Made(name);
        return Reply.Ok(isSubscribed ? "Subscribed" : "Unsubscribed");
    }
}
