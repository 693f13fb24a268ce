using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.2
[CommandHandler("deleteacl")]
internal static class Deleteacl
{
    public static ValueTask<Reply> HandleAsync(DeleteaclCommand command, ImapSession session)
    {
        if (!RightsText.TryIdentify(session, command.Identifier, out var identifier))
        {
            return new(RightsText.BadIdentifier);
        }

        if (RightsText.Administered(session, command.Mailbox, out _) is { } refused)
        {
            return new(refused);
        }

        return new(RightsText.IsOwner(session, identifier)
            ? Reply.No(CodeKind.Cannot, "The owner keeps all rights")
            : Reply.Ok("Nobody of that name has rights here"));
    }
}
