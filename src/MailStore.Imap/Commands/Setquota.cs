using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9208 §4.1.3: not announced (QUOTASET), since nobody who logs in here may give themselves room.
[CommandHandler("setquota")]
internal static class Setquota
{
    public static ValueTask<Reply> HandleAsync(SetquotaCommand command, ImapSession session)
    {
        if (command.QuotaRoot.Length > 0)
        {
            return new(Reply.No(CodeKind.NonExistent, "There is no such quota root"));
        }

        QuotaText.Write(session);
        return new(Reply.No(CodeKind.NoPerm, "Limits are the administrator's"));
    }
}
