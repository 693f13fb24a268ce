using System.Text;
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
    public static async ValueTask<Reply> HandleAsync(ImapCommand command, ImapSession session)
    {
        var search = command.Search;
        if (!SearchWish.TryRead(search.SearchReturn, session.Frame, session.Has(SessionFeatures.Rev2), out var wish, out var refusal))
        {
            return refusal;
        }

        // RFC 6855 §3: then everything is UTF-8.
        if (search.Charset.IsPresent && session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("After UTF8=ACCEPT there is no CHARSET");
        }

        if (search.Charset.IsPresent && !IsKnownCharset(search.Charset, session.Frame))
        {
            return Failed(session, wish, Reply.No(CodeKind.BadCharset, "UTF-8 and US-ASCII are known"));
        }

        var reader = new SearchReader(session);
        if (!reader.TryRead(search.SearchKeys, out var terms))
        {
            return Failed(session, wish, reader.Refusal);
        }

        if (reader.WantsModSeq)
        {
            session.EnableCondstore();
        }

        var inside = new SearchInside(reader.Questions, new OpenedMessage());
        var found = await new SearchRun(session, new SearchProgram(terms, session.Selected!.View), inside).RunAsync(wish);
        if (wish.Wants(SearchItems.Save))
        {
            session.Selected.Saved = found.ToSaved(wish);
        }

        SearchText.Write(session, found, wish, command.UidPrefix, reader.WantsModSeq);
        return Reply.Ok("Searched");
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

    private static bool IsKnownCharset(in Str charset, Frame frame)
    {
        var name = Encoding.ASCII.GetString(Names.Octets(charset, frame));
        return name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || name.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase);
    }
}
