using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.4: the owner has all rights and cannot lose one; nobody else can be given any.
[CommandHandler("listrights")]
internal static class Listrights
{
    public static ValueTask<Reply> HandleAsync(ListrightsCommand command, ImapSession session)
    {
        if (!RightsText.TryIdentify(session, command.Identifier, out var prepared))
        {
            return new(RightsText.BadIdentifier);
        }

        if (RightsText.Administered(session, command.Mailbox, out var name) is { } refused)
        {
            return new(refused);
        }

        // RFC 4314 §3.4: as the client wrote it.
        var identifier = Names.Octets(command.Identifier, session.Frame);
        var line = session.Output.Write();
        line.Token("* LISTRIGHTS "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Space();
        line.AtomOrString(identifier);
        line.Space();
        if (RightsText.IsOwner(session, prepared))
        {
            line.Token(RightsText.Everything);
        }
        else
        {
            line.String(""u8);
        }

        line.EndLine();
        line.Dispose();
        return new(Reply.Ok("Those are the rights there can be"));
    }
}
