using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>RFC 5267 §4.3: one result that the client is kept up to date of.</summary>
/// <param name="tag">Of the command that found it.</param>
/// <param name="isUid">It is told in UIDs.</param>
internal sealed class ResultContext(byte[] tag, bool isUid, SearchQuery query, UidSet found)
{
    private SearchQuery _query = query;
    private UidSet _found = found;
    private int _keywords;

    public ReadOnlySpan<byte> Tag => tag;

    public bool IsUid => isUid;

    /// <summary>Of a SORT; null where the order is that of the mailbox.</summary>
    public SortedPlaces? Places { get; init; }

    /// <summary>RFC 5465 §7: how new messages that are found are told; null if their numbers are enough.</summary>
    public Func<ImapSession, MessageSet, ValueTask>? TellArrivals { get; init; }

    // RFC 5267 §4.3.4: sent before EXPUNGE, with the numbers as they are until then.
    public void Leave(ref ReplyWriter line, ViewChanges changes)
    {
        var gone = changes.Vanished.Intersect(_found);
        if (gone.IsEmpty)
        {
            return;
        }

        var numbers = isUid ? static uid => uid.Value : NumbersOf(changes);
        _found = _found.Except(gone);
        var pairs = Remove(gone, numbers);
        Begin(ref line);
        pairs.Write(ref line, " REMOVEFROM ("u8);
        line.EndLine();
    }

    /// <returns>False if that cannot be said any more, because of an attachment that cannot be read now.</returns>
    public async ValueTask<bool> TryTellAsync(ImapSession session, IOpenedMessage message, UidSet changed, UidSet arrived)
    {
        var view = session.Selected!.View;
        NameKeywords(view.Mailbox.Keywords);
        var some = changed.Union(arrived);
        if (await new SearchSift(view, _query, message, session.Services.Extraction, session.Ending).RunAsync(some) is not { } matching)
        {
            return false;
        }

        var come = matching.Except(_found);
        var gone = some.Intersect(_found).Except(matching);
        if (come.IsEmpty && gone.IsEmpty)
        {
            return true;
        }

        // RFC 5465 §7: none of those that were there before.
        var isNew = come.Intersect(arrived);
        if (TellArrivals is { } tell && !isNew.IsEmpty)
        {
            await tell(session, MessageSet.Of(isNew, view));
        }

        _found = _found.Except(gone).Union(come);
        Func<Uid, ulong> numbers = isUid ? static uid => uid.Value : uid => (ulong)view.SequenceOf(uid);
        var removed = Remove(gone, numbers);
        Write(session, removed, await AddAsync(come, numbers));
        return true;
    }

    private void Write(ImapSession session, ContextPairs removed, ContextPairs added)
    {
        var line = session.Output.Write();
        Begin(ref line);
        if (!removed.IsEmpty)
        {
            removed.Write(ref line, " REMOVEFROM ("u8);
        }

        if (!added.IsEmpty)
        {
            added.Write(ref line, " ADDTO ("u8);
        }

        line.EndLine();
        line.Dispose();
    }

    private void Begin(ref ReplyWriter line)
    {
        line.Token("* ESEARCH (TAG "u8);
        line.String(tag);
        line.Token(isUid ? ") UID"u8 : ")"u8);
    }

    private ContextPairs Remove(UidSet gone, Func<Uid, ulong> numbers)
    {
        var pairs = new ContextPairs();
        if (Places is { } places)
        {
            places.Remove(gone, numbers, pairs);
            return pairs;
        }

        AddInMailboxOrder(gone, numbers, pairs);
        return pairs;
    }

    private async ValueTask<ContextPairs> AddAsync(UidSet come, Func<Uid, ulong> numbers)
    {
        var pairs = new ContextPairs();
        if (Places is { } places)
        {
            await places.AddAsync(come, _found, numbers, pairs);
            return pairs;
        }

        AddInMailboxOrder(come, numbers, pairs);
        return pairs;
    }

    // RFC 5267 §4.3.3: place 0, and the client knows where they go.
    private static void AddInMailboxOrder(UidSet uids, Func<Uid, ulong> numbers, ContextPairs pairs)
    {
        foreach (var uid in uids.Each())
        {
            pairs.Add(0, numbers(uid), following: 0);
        }
    }

    // A keyword that no message had when the search was made may have a number now.
    private void NameKeywords(KeywordTable keywords)
    {
        if (keywords.Count != _keywords)
        {
            _keywords = keywords.Count;
            _query = _query with { All = _query.All.WithKeywords(keywords) };
        }
    }

    private static Func<Uid, ulong> NumbersOf(ViewChanges changes)
    {
        var numbers = new Dictionary<Uid, ulong>(changes.Expunged.Length);
        var at = changes.Expunged.Length;
        foreach (var uid in changes.Vanished.Each())
        {
            // The highest number stands first, and of the UIDs the lowest.
            numbers.Add(uid, (ulong)changes.Expunged[--at]);
        }

        return uid => numbers[uid];
    }
}
