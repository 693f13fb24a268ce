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

        if (!ContextStart.TryRead(wish, command.UidPrefix, session, out var context, out refusal))
        {
            return refusal;
        }

        // RFC 6855 §3: then everything is UTF-8.
        if (search.Charset.IsPresent && session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("After UTF8=ACCEPT there is no CHARSET");
        }

        time.IsSaved = wish.Wants(SearchItems.Save);
        var call = new SearchCall(session, SearchPlace.Selected(session), new OpenedMessage(), time.Token);
        if (!await call.TryRunAsync(search.Charset, search.SearchKeys, wish))
        {
            return Failed(session, wish, call.Refusal);
        }

        if (wish.Wants(SearchItems.Save))
        {
            session.Selected!.Saved = call.Found.ToSaved(wish);
        }

        SearchText.Write(session, call.Found, wish, command.UidPrefix, call.Query.WantsModSeq);
        return Reply.Ok(context.IsWanted ? context.Begin(call.Query, call.Found.ToUids()) : "Searched");
    }

    // RFC 5182 §2.1: a search that fails leaves nothing saved; one that was none (BAD) leaves what there was.
    private static Reply Failed(ImapSession session, SearchWish wish, in Reply refusal)
    {
        if (refusal.Status == ReplyStatus.No && wish.Wants(SearchItems.Save))
        {
            session.Selected!.Saved = Abstractions.Messages.UidSet.Empty;
        }

        return refusal;
    }
}
