using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9208 §4.1.2: of any name, whether or not a mailbox has it yet.
[CommandHandler("getquotaroot")]
internal static class Getquotaroot
{
    public static ValueTask<Reply> HandleAsync(GetquotarootCommand command, ImapSession session)
    {
        if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
        {
            return new(Refusals.BadName);
        }

        // RFC 9208 §6: it tells how much mail there is. A mailbox that may not be known of is like any name without one.
        if (session.Account.Check(name, MailboxRights.Read) == Refusal.NotPermitted)
        {
            return new(Refusals.Of(Refusal.NotPermitted)!.Value);
        }

        var line = session.Output.Write();
        line.Token("* QUOTAROOT "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Token(@" """""u8);
        line.EndLine();
        line.Dispose();
        QuotaText.Write(session, session.Account, root: default);
        return new(Reply.Ok("That is what is used"));
    }
}
