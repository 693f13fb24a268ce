using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5465 §3.1
[CommandHandler("notify")]
internal static class Notify
{
    public static async ValueTask<Reply> HandleAsync(NotifyCommand command, ImapSession session)
    {
        if (!NotifyWish.TryRead(command, session, out var wish, out var refusal))
        {
            return refusal;
        }

        // What is there is not told any more before the new wishes hold, nor if they are refused what has happened by then.
        var watch = new NotifyWatch(session, wish);
        var isBegun = false;
        try
        {
            if (await watch.BeginAsync(command.NotifyStatus) is { } overflow)
            {
                return overflow;
            }

            isBegun = true;
        }
        finally
        {
            if (!isBegun)
            {
                // Also if a mailbox could not be had just now: the account would tell this session of its news for ever, and keep all of it.
                watch.Dispose();
            }
        }

        session.Notify(watch);
        return Reply.Ok(command.NotifyNone ? "Nothing is told" : "That is told from here on");
    }
}
