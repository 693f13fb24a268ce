using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>RFC 5182 §2.4, RFC 9394 §3.2: what $ is after a SORT with SAVE. A set has no order, but which messages are in it the order may tell.</summary>
internal static class SortedSet
{
    public static UidSet Of(SortedMessage[] sorted, SearchWish wish)
    {
        var (from, to) = (1L, (long)sorted.Length);
        var isOfSome = wish.Wants(SearchItems.Min | SearchItems.Max | SearchItems.Partial) && !wish.Wants(SearchItems.All | SearchItems.Count);
        if (isOfSome)
        {
            (from, to) = wish.Wants(SearchItems.Partial) ? wish.Window.Among(sorted.Length) : (1, 0);
        }

        var builder = new UidSetBuilder();
        for (var at = from; at <= to; at++)
        {
            builder.Add(sorted[at - 1].Uid);
        }

        if (isOfSome && sorted.Length > 0 && wish.Wants(SearchItems.Min))
        {
            builder.Add(sorted[0].Uid);
        }

        if (isOfSome && sorted.Length > 0 && wish.Wants(SearchItems.Max))
        {
            builder.Add(sorted[^1].Uid);
        }

        return builder.ToSet();
    }
}
