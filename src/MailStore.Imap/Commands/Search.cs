using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.4.4
[CommandHandler("search")]
internal static class Search
{
    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session) => SearchTime.RunAsync(command, session, RunAsync);

    private static async ValueTask<Reply> RunAsync(ImapCommand command, ImapSession session, SearchTime time)
    {
        var search = command.Search;
        if (!SearchWish.TryRead(search.SearchReturn, session.Frame, session.Has(SessionFeatures.Rev2), out var wish, out var refusal))
        {
            return refusal;
        }

        time.IsSaved = wish.Wants(SearchItems.Save);
        if (!ContextStart.TryRead(wish, command.UidPrefix, session, out var context, out refusal))
        {
            return refusal;
        }

        // RFC 6855 §3: then everything is UTF-8.
        if (search.Charset.IsPresent && session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("After UTF8=ACCEPT there is no CHARSET");
        }

        var call = new SearchCall(session, SearchPlace.Selected(session), new OpenedMessage(), time.Token);
        if (!await call.TryRunAsync(search.Charset, search.SearchKeys, wish))
        {
            return call.Refusal;
        }

        if (wish.Wants(SearchItems.Save))
        {
            session.Selected!.Saved = call.Found.ToSaved(wish);
        }

        SearchText.Write(session, call.Found, wish, command.UidPrefix, call.Query.WantsModSeq);
        return Reply.Ok(context.IsWanted ? context.Begin(call.Query, call.Found.ToUids()) : "Searched");
    }
}
