using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 7162 §3.2.5: what a client that knew the mailbox has to learn of it, and nothing else.</summary>
/// <param name="Validity">Of the mailbox that the client knew.</param>
/// <param name="Known">The messages that it knew.</param>
/// <param name="Numbers">Some of their numbers then, with <paramref name="Uids"/> one to one (§3.2.5.2); both may be empty.</param>
internal sealed record Resync(uint Validity, ModSeq Since, UidSet Known, IReadOnlyList<UidRange> Numbers, IReadOnlyList<UidRange> Uids)
{
    /// <summary>False if numbers and UIDs do not go together.</summary>
    public static bool TryRead(in SelectParam given, Frame frame, out Resync resync)
    {
        var known = Ranges(given.KnownUids, frame);
        var numbers = Ranges(given.KnownSequenceSet, frame);
        var uids = Ranges(given.KnownUidSet, frame);
        resync = new(given.Uidvalidity, new(given.ModSequenceValue), known.Count == 0 ? UidSet.All : UidSet.OfRanges([.. known]), numbers, uids);
        return IsAscending(numbers) && IsAscending(uids) && numbers.Sum(range => range.Count) == uids.Sum(range => range.Count);
    }

    public async ValueTask TellAsync(ImapSession session)
    {
        var view = session.Selected!.View;

        // RFC 7162 §3.2.5: with another UIDVALIDITY nothing that the client knew is true.
        if (view.Mailbox.Status.UidValidity.Value != Validity)
        {
            return;
        }

        var confirmed = LastConfirmed(view);
        var wanted = confirmed == 0 ? Known : Known.Except(UidSet.OfRanges(new UidRange(Uid.First, new Uid(confirmed))));
        FetchScope.TellVanished(session, Since, wanted);
        var changed = view.Existing(Known.Intersect(view.Mailbox.ChangedSince(Since)));
        await WriteAsync(session, MessageSet.Of(changed, view));
    }

    private static async ValueTask WriteAsync(ImapSession session, MessageSet messages)
    {
        var selected = session.Selected!;
        foreach (var range in messages.Ranges)
        {
            for (var sequence = range.First; sequence <= range.Last; sequence++)
            {
                if (selected.View.TryRead(selected.View.UidAt(sequence), out var entry))
                {
                    Write(session, sequence, entry);
                }

                await session.Output.FlushIfFullAsync();
            }
        }
    }

    private static void Write(ImapSession session, int sequence, in MessageEntry entry)
    {
        var selected = session.Selected!;
        var line = session.Output.Write();
        FetchText.Begin(ref line, sequence, entry.Uid, session.Features);
        FetchText.Items(
            ref line,
            FetchItems.Uid | FetchItems.Flags | FetchItems.ModSeq,
            entry,
            selected.IsShownRecent(entry.Uid, session.Features),
            selected.Mailbox.Keywords);
        FetchText.End(ref line);
        line.Dispose();
    }

    // RFC 7162 §3.2.5.2: up to a message that has the same number as ever, the client knows what is gone. 0 if there is none.
    private uint LastConfirmed(IMailboxView view)
    {
        uint confirmed = 0;
        int at = 0, other = 0;
        uint used = 0, otherUsed = 0;
        while (at < Numbers.Count && other < Uids.Count)
        {
            var (number, uid) = (Numbers[at].First.Value + used, Uids[other].First.Value + otherUsed);
            var length = Math.Min(Numbers[at].Last.Value - number, Uids[other].Last.Value - uid) + 1;
            confirmed = Math.Max(confirmed, LastEqual(view, number, uid, length));
            (at, used) = number + length > Numbers[at].Last.Value ? (at + 1, 0u) : (at, used + length);
            (other, otherUsed) = uid + length > Uids[other].Last.Value ? (other + 1, 0u) : (other, otherUsed + length);
        }

        return confirmed;
    }

    // UIDs rise at least as fast as numbers do, so the pairs that are equal stand together: halving finds the last one.
    private static uint LastEqual(IMailboxView view, uint number, uint uid, uint length)
    {
        long low = 0, high = Math.Min(length, Math.Max(view.Count - (long)number + 1, 0)) - 1;
        uint found = 0;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var there = view.UidAt((int)(number + middle)).Value;
            if (there > uid + middle)
            {
                high = middle - 1;
                continue;
            }

            found = there == uid + middle ? there : found;
            low = middle + 1;
        }

        return found;
    }

    private static bool IsAscending(List<UidRange> ranges)
    {
        for (var at = 1; at < ranges.Count; at++)
        {
            if (ranges[at].First <= ranges[at - 1].Last)
            {
                return false;
            }
        }

        return true;
    }

    private static List<UidRange> Ranges(in KnownSet given, Frame frame)
    {
        var ranges = new List<UidRange>();
        foreach (var range in given.KnownRanges.In(frame))
        {
            var last = range.KnownLast == 0 ? range.KnownFirst : range.KnownLast;
            ranges.Add(new(Math.Min(range.KnownFirst, last), Math.Max(range.KnownFirst, last)));
        }

        return ranges;
    }
}
