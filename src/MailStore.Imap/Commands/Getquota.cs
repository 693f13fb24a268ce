using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9208 §4.1.1
[CommandHandler("getquota")]
internal static class Getquota
{
    public static async ValueTask<Reply> HandleAsync(GetquotaCommand command, ImapSession session)
    {
        var root = Names.Octets(command.QuotaRoot, session.Frame);
        var (account, refusal) = await QuotaRoot.FindAsync(session, command.QuotaRoot, toChange: false);
        if (account is null)
        {
            return refusal;
        }

        QuotaText.Write(session, account, root);
        return Reply.Ok("That is what is used");
    }
}
