using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Threading;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5256 §3
[CommandHandler("thread")]
internal static class Thread
{
    public static async ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var thread = command.Thread;
        var isRefs = thread.ThreadAlg.Kind == ThreadAlgKind.Other && System.Text.Ascii.EqualsIgnoreCase(thread.ThreadAlg.Text.Of(session.Frame), "REFS"u8);
        if (thread.ThreadAlg.Kind == ThreadAlgKind.Other && !isRefs)
        {
            return Reply.Bad("ORDEREDSUBJECT, REFERENCES and REFS are the ways to make threads here");
        }

        var message = new OpenedMessage();
        var call = new SearchCall(session, SearchPlace.Selected(session), message);
        if (!await call.TryRunAsync(thread.Charset, thread.SearchKeys, SearchWish.Everything))
        {
            return call.Refusal;
        }

        var isOfSubjects = thread.ThreadAlg.Kind == ThreadAlgKind.Orderedsubject;
        var messages = await new ThreadRun(session, message, withReferences: !isOfSubjects).RunAsync(call.Found.ToUids());
        var heads = isOfSubjects ? ThreadAlgorithms.OrderedSubject(messages)
            : isRefs ? ThreadAlgorithms.Refs(messages)
            : ThreadAlgorithms.References(messages);
        ThreadText.Write(session, heads, command.UidPrefix);
        return Reply.Ok("Threaded");
    }
}
