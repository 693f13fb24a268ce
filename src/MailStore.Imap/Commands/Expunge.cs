using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.3
[CommandHandler("expunge")]
internal static class Expunge
{
    public static ValueTask<Reply> HandleAsync(ImapSession session) => RunAsync(session, only: null);

    /// <summary>What went is told behind the command, as every expunge is.</summary>
    public static async ValueTask<Reply> RunAsync(ImapSession session, UidSet? only)
    {
        var selected = session.Selected!;
        if (selected.IsReadOnly)
        {
            return Refusals.ReadOnly;
        }

        var result = await selected.Mailbox.Expunge(only);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        // RFC 7162 §3.2.7, §3.2.9
        return session.IsCondstore && !result.Expunged.IsEmpty
            ? Reply.Ok(new ResponseCode(CodeKind.HighestModSeq, result.ModSeq.Value), "Expunged")
            : Reply.Ok("Expunged");
    }
}
