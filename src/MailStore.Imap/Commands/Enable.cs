using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5161 §3.1: words that are not offered are ignored.
[CommandHandler("enable")]
internal static class Enable
{
    public static ValueTask<Reply> HandleAsync(EnableCommand command, ImapSession session)
    {
        var isCondstore = (command.EnableWords.Kinds & EnableWordKinds.Condstore) != EnableWordKinds.None;
        var isNew = isCondstore && !session.IsCondstore;
        var line = session.Output.Write();
        line.Token(isNew ? "* ENABLED CONDSTORE"u8 : "* ENABLED"u8);
        line.EndLine();
        line.Dispose();
        if (isCondstore)
        {
            session.EnableCondstore();
        }

        return new(Reply.Ok("Enabled what there is"));
    }
}
