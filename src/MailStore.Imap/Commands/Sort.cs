using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5256 §3, and RFC 5267 §3 for RETURN.
[CommandHandler("sort")]
internal static class Sort
{
    public static ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session) => SearchTime.RunAsync(command, session, RunAsync);

    private static async ValueTask<Reply> RunAsync(ImapCommand command, ImapSession session, SearchTime time)
    {
        var sort = command.Sort;
        if (!SearchWish.TryRead(sort.SearchReturn, session.Frame, isRev2: false, out var wish, out var refusal))
        {
            return refusal;
        }

        time.IsSaved = wish.Wants(SearchItems.Save);
        if (!ContextStart.TryRead(wish, command.UidPrefix, session, out var context, out refusal))
        {
            return refusal;
        }

        var words = new List<SortWord>();
        foreach (var criterion in sort.SortCriterions.In(session.Frame))
        {
            words.Add(new(criterion.SortKey, criterion.SortReverse));
        }

        var message = new OpenedMessage();
        var call = new SearchCall(session, SearchPlace.Selected(session), message, time.Token);
        if (!await call.TryRunAsync(sort.Charset, sort.SearchKeys, SearchOf(wish, words)))
        {
            return call.Refusal;
        }

        var found = call.Found.ToUids();
        var sorted = await new SortRun(session, words, message, time.Token).RunAsync(found, call.Found.Relevancies.ToArray());
        if (wish.Wants(SearchItems.Save))
        {
            session.Selected!.Saved = SortedSet.Of(sorted, wish);
        }

        SortText.Write(session, sorted, wish, command.UidPrefix, call.Query.WantsModSeq ? call.Found.HighestModSeq(SearchWish.Everything) : default);
        return Reply.Ok(context.IsWanted ? context.Begin(call.Query, found, words, sorted) : "Sorted");
    }

    // Also of the first and the last one all have to be known: the order tells which they are.
    private static SearchWish SearchOf(SearchWish wish, List<SortWord> words)
    {
        var items = SearchItems.All | (wish.Items & (SearchItems.Update | SearchItems.Relevancy));
        items |= words.Exists(word => word.Key == SortKeyKind.Relevancy) ? SearchItems.Relevancy : SearchItems.None;
        return new(items, IsExtended: false, default);
    }
}
