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
    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session) => SearchTime.RunAsync(command, session, RunAsync);

    private static async ValueTask<Reply> RunAsync(ImapCommand command, ImapSession session, SearchTime time)
    {
        var thread = command.Thread;
        var isRefs = thread.ThreadAlg.Kind == ThreadAlgKind.Other && System.Text.Ascii.EqualsIgnoreCase(thread.ThreadAlg.Text.Of(session.Frame), "REFS"u8);
        if (thread.ThreadAlg.Kind == ThreadAlgKind.Other && !isRefs)
        {
            return Reply.Bad("ORDEREDSUBJECT, REFERENCES and REFS are the ways to make threads here");
        }

        var message = new OpenedMessage();
        var call = new SearchCall(session, SearchPlace.Selected(session), message, time.Token);
        if (!await call.TryRunAsync(thread.Charset, thread.SearchKeys, SearchWish.Everything))
        {
            return call.Refusal;
        }

        var way = isRefs ? ThreadWay.Refs : thread.ThreadAlg.Kind == ThreadAlgKind.Orderedsubject ? ThreadWay.OrderedSubject : ThreadWay.References;
        var found = call.Found.ToUids();
        ThreadText.Write(session, await new ThreadRun(session, message, way, time.Token).RunAsync(found), found, command.UidPrefix);
        return Reply.Ok("Threaded");
    }
}
