using MailStore.Imap.Extensions.Contexts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5267 §4.3.5
[CommandHandler("cancelupdate")]
internal static class Cancelupdate
{
    public static ValueTask<Reply> HandleAsync(CancelupdateCommand command, ImapSession session)
    {
        var contexts = session.Selected!.Contexts as ResultContexts;
        var areAllKnown = true;
        foreach (var tag in command.CancelledTags.In(session.Frame))
        {
            areAllKnown &= contexts?.TryRemove(Names.Octets(tag, session.Frame)) ?? false;
        }

        return new(areAllKnown ? Reply.Ok("That is told no more") : Reply.Bad("Nothing is told of a search with that tag"));
    }
}
