using MailStore.Abstractions.Mailboxes;
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
        if (!TryReadUses(command.CreateParams, session.Frame, out var uses, out var refusal))
        {
            return refusal;
        }

        if (!Names.TryReadNew(command.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        var result = await session.Account.Create(name, uses);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        NormalName.Tell(session, command.Mailbox, name);

        // RFC 8474 §4.2
        session.Notifications?.Made(name);
        return Reply.Ok(new ResponseCode(CodeKind.MailboxId, result.Id.Value), "Created");
    }

    private static bool TryReadUses(CreateParamList given, Frame frame, out SpecialUse uses, out Reply refusal)
    {
        uses = SpecialUse.None;
        refusal = default;
        foreach (var parameter in given.In(frame))
        {
            if (parameter.Kind != CreateParamKind.Use)
            {
                // RFC 4466 §2.2
                refusal = Reply.Bad("USE is the one parameter here");
                return false;
            }

            foreach (var use in parameter.UseAttrs.In(frame))
            {
                if (UseOf(use.Kind) is var known && known == SpecialUse.None)
                {
                    // RFC 6154 §3
                    refusal = Reply.No(CodeKind.UseAttr, "There is no such use here");
                    return false;
                }

                uses |= known;
            }
        }

        return true;
    }

    private static SpecialUse UseOf(UseAttrKind use) => use switch
    {
        UseAttrKind.All => SpecialUse.All,
        UseAttrKind.Archive => SpecialUse.Archive,
        UseAttrKind.Drafts => SpecialUse.Drafts,
        UseAttrKind.Flagged => SpecialUse.Flagged,
        UseAttrKind.Junk => SpecialUse.Junk,
        UseAttrKind.Sent => SpecialUse.Sent,
        UseAttrKind.Trash => SpecialUse.Trash,
        UseAttrKind.Important => SpecialUse.Important,
        _ => SpecialUse.None,
    };
}
