using System.Text;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.3: the owner alone has rights, as long as mailboxes cannot be shared.
[CommandHandler("getacl")]
internal static class Getacl
{
    public static ValueTask<Reply> HandleAsync(GetaclCommand command, ImapSession session)
    {
        if (RightsText.Administered(session, command.Mailbox, out var name) is { } refused)
        {
            return new(refused);
        }

        var line = session.Output.Write();
        line.Token("* ACL "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Space();
        line.AtomOrString(Encoding.UTF8.GetBytes(session.Account.Name.Text));
        line.Space();
        RightsText.Write(ref line, session.Account.RightsTo(name));
        line.EndLine();
        line.Dispose();
        return new(Reply.Ok("Those are all who have rights"));
    }
}
