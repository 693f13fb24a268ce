using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>How a search wants its result: RFC 4731 §3.1.</summary>
/// <param name="IsExtended">As ESEARCH; otherwise as the SEARCH of RFC 3501.</param>
/// <param name="Window">Of PARTIAL.</param>
internal sealed record SearchWish(SearchItems Items, bool IsExtended, MessageWindow Window)
{
    private const SearchItems NoResults = SearchItems.Save | SearchItems.Context;
    private const SearchItems Ends = SearchItems.Min | SearchItems.Max;

    public static SearchWish Everything { get; } = new(SearchItems.All, IsExtended: false, default);

    /// <summary>Nothing but the first or the last message matters, so the search ends where it is found.</summary>
    public bool IsOfEnds => Wants(Ends) && (Items & ~(Ends | NoResults)) == SearchItems.None;

    /// <summary>RFC 5182 §2.1: who only saves is told nothing.</summary>
    public bool IsSilent => Items == SearchItems.Save;

    /// <summary>RFC 5465 §7: what UPDATE has told of new messages.</summary>
    public FetchAttList UpdateItems { get; init; }

    public bool Wants(SearchItems item) => (Items & item) != SearchItems.None;

    public static bool TryRead(SearchReturnLazy given, Frame frame, bool isRev2, out SearchWish wish, out Reply refusal)
    {
        refusal = default;

        // RFC 9051 §6.4.4: there the answer is ESEARCH, asked for or not.
        wish = new(SearchItems.All, isRev2, default);
        if (!given.IsPresent)
        {
            return true;
        }

        var items = SearchItems.None;
        var window = default(MessageWindow);
        var updateItems = default(FetchAttList);
        foreach (var option in given.Read(frame).SearchReturnOpts.In(frame))
        {
            var item = Of(option.Kind);
            if (item == SearchItems.None)
            {
                // RFC 4466 §2.6
                refusal = Reply.Bad("MIN, MAX, ALL, COUNT, PARTIAL, RELEVANCY, SAVE, CONTEXT and UPDATE can be returned");
                return false;
            }

            // RFC 9394 §3.1: one PARTIAL or one ALL.
            if (item == SearchItems.Partial && (items & item) != SearchItems.None)
            {
                refusal = Reply.Bad("PARTIAL goes once");
                return false;
            }

            items |= item;
            updateItems = item == SearchItems.Update ? option.FetchAtts : updateItems;
            window = item == SearchItems.Partial ? new(option.RangeFirst, option.RangeLast, option.PartialFromEnd) : window;
        }

        if ((items & (SearchItems.Partial | SearchItems.All)) == (SearchItems.Partial | SearchItems.All))
        {
            refusal = Reply.Bad("PARTIAL does not go with ALL");
            return false;
        }

        // RFC 4731 §3.1: RETURN () is RETURN (ALL).
        wish = new(items == SearchItems.None ? SearchItems.All : items, IsExtended: true, window) { UpdateItems = updateItems };
        return true;
    }

    private static SearchItems Of(SearchReturnOptKind option) => option switch
    {
        SearchReturnOptKind.Min => SearchItems.Min,
        SearchReturnOptKind.Max => SearchItems.Max,
        SearchReturnOptKind.All => SearchItems.All,
        SearchReturnOptKind.Count => SearchItems.Count,
        SearchReturnOptKind.Save => SearchItems.Save,
        SearchReturnOptKind.Context => SearchItems.Context,
        SearchReturnOptKind.ModifierUpdate => SearchItems.Update,
        SearchReturnOptKind.Relevancy => SearchItems.Relevancy,
        SearchReturnOptKind.ModifierPartial => SearchItems.Partial,
        _ => SearchItems.None,
    };
}
