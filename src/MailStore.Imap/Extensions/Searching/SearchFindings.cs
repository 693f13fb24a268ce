using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>The messages that a search found, in the order of the mailbox.</summary>
internal sealed class SearchFindings
{
    private readonly UidSetBuilder _uids = new();
    private UidSet? _whole;
    private readonly List<byte> _relevancies = [];
    private ModSeq _firstModSeq;
    private ModSeq _lastModSeq;
    private ModSeq _highest;

    /// <summary>RFC 6203 §4: in the order of the messages; empty if nobody asked.</summary>
    public ReadOnlySpan<byte> Relevancies => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_relevancies);

    public long Count { get; private set; }

    public Uid First { get; private set; }

    public Uid Last { get; private set; }

    /// <summary>Behind those that were added before.</summary>
    public void Add(in MessageEntry entry)
    {
        _firstModSeq = Count == 0 ? entry.ModSeq : _firstModSeq;
        _lastModSeq = entry.ModSeq;
        _highest = entry.ModSeq > _highest ? entry.ModSeq : _highest;
        Add(new UidRange(entry.Uid, entry.Uid));
    }

    /// <summary>Messages without a gap, of which nobody will ask the mod-sequence.</summary>
    public void Add(UidRange uids)
    {
        First = Count == 0 ? uids.First : First;
        Last = uids.Last;
        _uids.Add(uids);
        Count += uids.Count;
    }

    /// <summary>All of them at once, of which nobody will ask the mod-sequence.</summary>
    public void Take(UidSet uids)
    {
        _whole = uids;
        Count = uids.Count;
        (First, Last) = uids.IsEmpty ? default : (uids.Ranges[0].First, uids.Ranges[^1].Last);
    }

    public void AddRelevancy(int relevancy) => _relevancies.Add((byte)relevancy);

    public UidSet ToUids() => _whole ?? _uids.ToSet();

    /// <summary>Those in the window: RFC 9394 §3.1.</summary>
    public UidSet ToUids(MessageWindow window)
    {
        var (from, to) = window.Among(Count);
        var builder = new UidSetBuilder();
        long before = 0;
        foreach (var range in ToUids().Ranges)
        {
            // Every UID of these ranges is a message that was found.
            var first = Math.Max(range.First.Value, range.First.Value + from - before - 1);
            var last = Math.Min(range.Last.Value, range.First.Value + to - before - 1);
            if (first <= last)
            {
                builder.Add(new UidRange((uint)first, (uint)last));
            }

            before += range.Count;
        }

        return builder.ToSet();
    }

    /// <summary>RFC 5182 §2.4, RFC 9394 §3.2: what $ is from now on.</summary>
    public UidSet ToSaved(SearchWish wish)
    {
        if (!wish.Wants(SearchItems.Min | SearchItems.Max | SearchItems.Partial) || wish.Wants(SearchItems.All | SearchItems.Count))
        {
            return ToUids();
        }

        var saved = wish.Wants(SearchItems.Partial) ? ToUids(wish.Window) : UidSet.Empty;
        saved = Count > 0 && wish.Wants(SearchItems.Min) ? saved.Union(UidSet.Of(First.Value)) : saved;
        return Count > 0 && wish.Wants(SearchItems.Max) ? saved.Union(UidSet.Of(Last.Value)) : saved;
    }

    /// <summary>RFC 4731 §3.2: of what is told, which is one or two messages where MIN and MAX alone are.</summary>
    public ModSeq HighestModSeq(SearchWish wish)
    {
        if (!wish.IsOfEnds)
        {
            return _highest;
        }

        var min = wish.Wants(SearchItems.Min) ? _firstModSeq : default;
        var max = wish.Wants(SearchItems.Max) ? _lastModSeq : default;
        return min > max ? min : max;
    }
}
