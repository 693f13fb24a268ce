using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Contexts;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>The UPDATE of a search or sort: RFC 5267 §4.3.</summary>
internal readonly record struct ContextStart(ImapSession Session, bool IsWanted, bool IsUid)
{
    private Func<ImapSession, MessageSet, ValueTask>? TellArrivals { get; init; }

    /// <summary>Before anything is looked for.</summary>
    public static bool TryRead(SearchWish wish, bool isUid, ImapSession session, out ContextStart start, out Reply refusal)
    {
        refusal = default;
        start = new(session, wish.Wants(SearchItems.Update), isUid);
        if (!start.IsWanted)
        {
            return true;
        }

        if (session.Selected!.Contexts is ResultContexts contexts && contexts.Has(session.Tag.Octets))
        {
            refusal = Reply.Bad("Another search that is kept up to date has that tag");
            return false;
        }

        if (wish.UpdateItems.IsEmpty)
        {
            return true;
        }

        // RFC 5465 §7
        if (!FetchPlan.TryRead(new FetchCommand { FetchAtts = wish.UpdateItems }, isUid: false, session.Frame, [], out var plan, out refusal))
        {
            return false;
        }

        start = start with { TellArrivals = (session, set) => Fetch.TellAsync(session, set, plan) };
        return true;
    }

    /// <summary>Behind the result, if it is wanted.</summary>
    /// <returns>The text of the reply.</returns>
    public string Begin(SearchQuery query, UidSet found) =>
        IsFull ? Refuse("So many searches are kept up to date already") : Add(query, found, places: null);

    /// <summary>The same of a SORT.</summary>
    /// <param name="words">By which it is sorted, and how the messages stand then.</param>
    public string Begin(SearchQuery query, UidSet found, IReadOnlyList<SortWord> words, SortedMessage[] sorted)
    {
        // RFC 5267 §4.3.1: how well one fits is known of those that were looked into, and of no others.
        if (words.Any(word => word.Key == SortKeyKind.Relevancy))
        {
            return Refuse("What is sorted by relevancy is not kept up to date");
        }

        if (IsFull)
        {
            return Refuse("So many searches are kept up to date already");
        }

        var run = new SortRun(Session, words, new OpenedMessage(), Session.Ending);
        return SortedPlaces.Of(run, Session.Services.Places, sorted) is { } places
            ? Add(query, found, places)
            : Refuse("So many sorted messages are kept track of already");
    }

    private bool IsFull => Session.Selected!.Contexts is ResultContexts contexts && contexts.Count >= Session.Limits.ContextsMax;

    private string Refuse(string why)
    {
        ResultContexts.Refuse(Session, Session.Tag.Octets, why);
        return "Done, and changes are not told";
    }

    private string Add(SearchQuery query, UidSet found, SortedPlaces? places)
    {
        var contexts = (ResultContexts)(Session.Selected!.Contexts ??= new ResultContexts(static () => new OpenedMessage()));
        contexts.Add(new(Session.Tag.Octets.ToArray(), IsUid, query, found) { Places = places, TellArrivals = TellArrivals });
        return "Done, and changes are told";
    }
}
