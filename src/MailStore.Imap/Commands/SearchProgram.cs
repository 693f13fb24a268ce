using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>Keys of a SEARCH, held against what is known of a message without opening it.</summary>
internal sealed class SearchProgram(SelectedMailbox selected, KeywordTable keywords)
{
    /// <summary>RFC 9051 §6.4.4: all keys hold. The keys were checked by <see cref="TryCheck"/>.</summary>
    public bool Matches(SearchKeyList keys, Frame frame, int sequence, in MessageEntry entry)
    {
        foreach (var key in keys.In(frame))
        {
            if (!Matches(key, frame, sequence, entry))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False if a key needs what is not there yet, or names what does not exist; whether one of them asks for mod-sequences.</summary>
    public static bool TryCheck(SearchKeyList keys, Frame frame, SelectedMailbox selected, out bool isCondstore, out SearchKeyKind fault)
    {
        isCondstore = false;
        fault = SearchKeyKind.None;
        foreach (var key in keys.In(frame))
        {
            var inner = false;
            if (!IsThere(key, frame, selected)
                || !TryCheck(key.SearchKeys, frame, selected, out inner, out fault)
                || !TryCheck(key.OrLeft, frame, selected, out inner, out fault)
                || !TryCheck(key.OrRight, frame, selected, out inner, out fault))
            {
                fault = fault == SearchKeyKind.None ? key.Kind : fault;
                return false;
            }

            isCondstore |= key.Kind == SearchKeyKind.SearchModseq || inner;
        }

        return true;
    }

    private static bool IsThere(in SearchKey key, Frame frame, SelectedMailbox selected) => key.Kind switch
    {
        SearchKeyKind.SequenceSet => !key.SequenceSet.SavedResult
            && MessageSet.TryResolve(key.SequenceSet, frame, isUid: false, selected.View, out _),
        SearchKeyKind.Uid => !key.SearchUids.SavedResult,
        SearchKeyKind.Before or SearchKeyKind.On or SearchKeyKind.Since => Dates.TryRead(key.Date.Read(frame), out _),
        SearchKeyKind.Bcc or SearchKeyKind.Body or SearchKeyKind.Cc or SearchKeyKind.From or SearchKeyKind.Subject or SearchKeyKind.Text
            or SearchKeyKind.To or SearchKeyKind.Header or SearchKeyKind.Sentbefore or SearchKeyKind.Senton or SearchKeyKind.Sentsince => false,
        <= SearchKeyKind.Recent or SearchKeyKind.SearchModseq => true,
        _ => false,
    };

    private bool Matches(in SearchKey key, Frame frame, int sequence, in MessageEntry entry) => key.Kind switch
    {
        SearchKeyKind.All => true,
        SearchKeyKind.Not => !Matches(key.SearchKeys, frame, sequence, entry),
        SearchKeyKind.Or => Matches(key.OrLeft, frame, sequence, entry) || Matches(key.OrRight, frame, sequence, entry),
        SearchKeyKind.Group => Matches(key.SearchKeys, frame, sequence, entry),
        SearchKeyKind.Larger => (ulong)entry.Size > key.SearchSize,
        SearchKeyKind.Smaller => (ulong)entry.Size < key.SearchSize,
        SearchKeyKind.SequenceSet => Contains(key.SequenceSet, frame, (uint)sequence, (uint)selected.View.Count),
        SearchKeyKind.Uid => Contains(key.SearchUids, frame, entry.Uid.Value, selected.View.UidAt(selected.View.Count).Value),
        SearchKeyKind.SearchModseq => entry.ModSeq.Value >= key.ModSequenceValue,
        SearchKeyKind.Keyword => HasKeyword(key.SearchKeyword, frame, entry),
        SearchKeyKind.Unkeyword => !HasKeyword(key.SearchKeyword, frame, entry),
        SearchKeyKind.Before or SearchKeyKind.On or SearchKeyKind.Since => MatchesDate(key, frame, entry),
        _ => MatchesFlag(key.Kind, entry),
    };

    private bool MatchesFlag(SearchKeyKind kind, in MessageEntry entry) => kind switch
    {
        SearchKeyKind.Answered => Has(entry, SystemFlags.Answered),
        SearchKeyKind.Deleted => Has(entry, SystemFlags.Deleted),
        SearchKeyKind.Draft => Has(entry, SystemFlags.Draft),
        SearchKeyKind.Flagged => Has(entry, SystemFlags.Flagged),
        SearchKeyKind.Seen => Has(entry, SystemFlags.Seen),
        SearchKeyKind.Unanswered => !Has(entry, SystemFlags.Answered),
        SearchKeyKind.Undeleted => !Has(entry, SystemFlags.Deleted),
        SearchKeyKind.Undraft => !Has(entry, SystemFlags.Draft),
        SearchKeyKind.Unflagged => !Has(entry, SystemFlags.Flagged),
        SearchKeyKind.Unseen => !Has(entry, SystemFlags.Seen),
        // RFC 3501 §6.4.4: NEW is RECENT and UNSEEN, OLD is not RECENT.
        SearchKeyKind.New => selected.View.IsRecent(entry.Uid) && !Has(entry, SystemFlags.Seen),
        SearchKeyKind.Old => !selected.View.IsRecent(entry.Uid),
        SearchKeyKind.Recent => selected.View.IsRecent(entry.Uid),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // RFC 9051 §6.4.4: the day as it was where the message came from, time and zone left out.
    private static bool MatchesDate(in SearchKey key, Frame frame, in MessageEntry entry)
    {
        _ = Dates.TryRead(key.Date.Read(frame), out var wanted);
        var day = DateOnly.FromDateTime(entry.InternalDate.DateTime);
        return key.Kind switch
        {
            SearchKeyKind.Before => day < wanted,
            SearchKeyKind.Since => day >= wanted,
            _ => day == wanted,
        };
    }

    private bool HasKeyword(in Str word, Frame frame, in MessageEntry entry) =>
        Keyword.TryCreate(System.Text.Encoding.ASCII.GetString(Names.Octets(word, frame)), out var keyword)
        && keywords.TryFind(keyword, out var number)
        && entry.Keywords.Has(number);

    private static bool Has(in MessageEntry entry, SystemFlags flag) => (entry.Flags & flag) != SystemFlags.None;

    private static bool Contains(in SequenceSet set, Frame frame, uint number, uint highest)
    {
        foreach (var range in set.SeqRanges.In(frame))
        {
            var first = Math.Min(range.SeqFirst, range.SeqFirst == uint.MaxValue ? highest : uint.MaxValue);
            var last = range.SeqLast == 0 ? first : range.SeqLast == uint.MaxValue ? highest : range.SeqLast;
            if (number >= Math.Min(first, last) && number <= Math.Max(first, last))
            {
                return true;
            }
        }

        return false;
    }
}
