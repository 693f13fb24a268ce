using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.4
[CommandHandler("create")]
internal static class Create
{
    public static async ValueTask<Reply> HandleAsync(CreateCommand command, ImapSession session)
    {
        // RFC 6154 §3 is not offered, and of other parameters there is none (RFC 4466 §2.2).
        if (!command.CreateParams.IsEmpty)
        {
            return Reply.Bad("CREATE has no parameters here");
        }

        if (!Names.TryReadMailbox(command.Mailbox, session.Frame, out var name))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Create(name);
        return Refusals.Of(result.Refusal) ?? Reply.Ok(new ResponseCode(CodeKind.MailboxId, result.Id.Value), "Created");
    }
}
