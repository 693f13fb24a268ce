using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Reads the keys of a command that looks for messages, and finds them: SEARCH, SORT and THREAD do different things with these.</summary>
internal sealed class SearchCall(ImapSession session, SearchPlace place, IOpenedMessage message, CancellationToken cancellation)
{
    /// <summary>Why nothing was looked for.</summary>
    public Reply Refusal { get; private set; }

    public SearchFindings Found { get; private set; } = new();

    /// <summary>What was looked for.</summary>
    public SearchQuery Query { get; private set; } = null!;

    public async ValueTask<bool> TryRunAsync(Str charset, SearchKeyList keys, SearchWish wish)
    {
        if (!TryRead(charset, keys, wish))
        {
            return false;
        }

        if (await new SearchRun(session, place.View, Query, message, cancellation).RunAsync(wish) is not { } found)
        {
            // RFC 5530 §3: something that the answer needs is down.
            Refusal = Reply.No(CodeKind.Unavailable, "The text of an attachment cannot be read just now, so there is no sure answer");
            return false;
        }

        Found = found;
        return true;
    }

    private bool TryRead(in Str given, SearchKeyList keys, SearchWish wish)
    {
        if (!SearchCharset.TryFind(given, session.Frame, out var charset))
        {
            Refusal = Reply.No(new ResponseCode(CodeKind.BadCharset) { Words = SearchCharset.Listed }, "Nobody knows that charset here");
            return false;
        }

        var reader = new SearchReader(session, place, charset) { IsLasting = wish.Wants(SearchItems.Update) };
        if (!reader.TryRead(keys, out var terms))
        {
            Refusal = reader.Refusal;
            return false;
        }

        // RFC 6203 §4, §6
        if (wish.Wants(SearchItems.Relevancy) && !reader.IsFuzzy)
        {
            Refusal = Reply.Bad("RELEVANCY goes with FUZZY");
            return false;
        }

        if (reader.WantsModSeq)
        {
            session.EnableCondstore();
        }

        Query = new(terms, reader.Questions, reader.WantsModSeq, reader.IsFuzzy);
        return true;
    }
}
