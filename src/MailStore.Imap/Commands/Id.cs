using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 2971 §3.1: what the client says of itself is not needed for anything.
[CommandHandler("id")]
internal static class Id
{
    public static ValueTask<Reply> HandleAsync(IdCommand command, ImapSession session)
    {
        // RFC 2971 §3.3: at most 30 pairs.
        var pairs = 0;
        foreach (var pair in command.IdParams.In(session.Frame))
        {
            pairs += pair.IdField.IsPresent ? 1 : 0;
        }

        if (pairs > 30)
        {
            return new(Reply.Bad("At most 30 fields"));
        }

        var line = session.Output.Write();
        line.Token("""* ID ("name" "MailStore")"""u8);
        line.EndLine();
        line.Dispose();
        return new(Reply.Ok("Pleased to meet you"));
    }
}
