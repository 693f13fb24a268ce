using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4314 §3.1: the owner keeps all rights, and nobody else can be given any, as long as mailboxes cannot be shared.
[CommandHandler("setacl")]
internal static class Setacl
{
    public static ValueTask<Reply> HandleAsync(SetaclCommand command, ImapSession session)
    {
        var rights = Names.Octets(command.ModRights, session.Frame);
        var (isAdded, isRemoved) = (rights is [(byte)'+', ..], rights is [(byte)'-', ..]);
        if (!RightsText.TryRead(isAdded || isRemoved ? rights.AsSpan(1) : rights, out var named))
        {
            return new(Reply.Bad("One of these letters is no right"));
        }

        if (!RightsText.TryIdentify(session, command.Identifier, out var identifier))
        {
            return new(RightsText.BadIdentifier);
        }

        if (RightsText.Administered(session, command.Mailbox, out _) is { } refused)
        {
            return new(refused);
        }

        var isOwner = RightsText.IsOwner(session, identifier);
        var changesNothing = isOwner
            ? isAdded || (isRemoved ? named == MailboxRights.None : named == MailboxRights.All)
            : isRemoved || named == MailboxRights.None;
        return new(changesNothing
            ? Reply.Ok("It is so")
            : Reply.No(CodeKind.Cannot, isOwner ? "The owner keeps all rights" : "Nobody else can be given rights here"));
    }
}
