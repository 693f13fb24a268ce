using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9208 §4.1.1
[CommandHandler("getquota")]
internal static class Getquota
{
    public static ValueTask<Reply> HandleAsync(GetquotaCommand command, ImapSession session)
    {
        if (command.QuotaRoot.Length > 0)
        {
            return new(Reply.No(CodeKind.NonExistent, "There is no such quota root"));
        }

        QuotaText.Write(session);
        return new(Reply.Ok("That is what is used"));
    }
}
