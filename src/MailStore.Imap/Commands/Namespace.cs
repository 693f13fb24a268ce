using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 2342 §5: one personal namespace, without a prefix.
[CommandHandler("namespace")]
internal static class Namespace
{
    public static ValueTask<Reply> HandleAsync(ImapSession session)
    {
        var line = session.Output.Write();
        line.Token("""* NAMESPACE (("" "/")) NIL NIL"""u8);
        line.EndLine();
        line.Dispose();
        return new(Reply.Ok("All that is yours"));
    }
}
