using System.Numerics;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Search.Planning;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Catalog;

/// <summary>The segments of a mailbox as one search uses them.</summary>
internal sealed class TextIndex : ITextIndex
{
    /// <summary>About as many octets of terms are gone through in the time that one message is opened.</summary>
    private const long OctetsPerMessage = 256 * 1024;

    private readonly MailboxIndex _mailbox;
    private readonly List<SegmentHandle> _segments;

    private TextIndex(MailboxIndex mailbox, List<SegmentHandle> segments) => (_mailbox, _segments) = (mailbox, segments);

    /// <summary>What is indexed of the mailbox; null if nothing is.</summary>
    public static TextIndex? Open(MailboxIndex index, ISearchedMailbox mailbox, string recipe)
    {
        var segments = new List<SegmentHandle>();
        foreach (var segment in index.Use())
        {
            if (segment.File.Unread.Length > 0 && index.MayReadAgain)
            {
                // It is whole for what it has, and is used until it is made again.
                index.MeetForeign();
            }

            if (segment.File.Recipe != recipe)
            {
                // Somebody else reads attachments now. It is made again by whoever makes segments.
                index.MeetForeign();
                segment.Release();
            }
            else if (IsBelieved(index, segment, mailbox))
            {
                segments.Add(segment);
            }
            else
            {
                segment.Release();
            }
        }

        return segments.Count == 0 ? null : new(index, segments);
    }

    public long CostOf(SearchNode node)
    {
        var cost = 1L;
        foreach (var segment in _segments)
        {
            cost += segment.File.Head.FileBytes / 4 / OctetsPerMessage;
        }

        return cost;
    }

    public Judgement Find(SearchNode node, MessageDomain domain, ulong[] within, CancellationToken cancellation)
    {
        var (yes, open) = (domain.None(), (ulong[])within.Clone());
        foreach (var segment in _segments.ToArray())
        {
            try
            {
                var found = new SegmentSearch(segment.File, cancellation).Find(node);
                Deposit(segment.File.Documents, found, domain, within, yes, open);
            }
            catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
            {
                // Its messages stay open.
                Drop(segment, fault);
            }
        }

        return new(yes, open);
    }

    public IReadOnlyList<byte[][]> ReadColumns(uint wanted, CancellationToken cancellation)
    {
        var columns = new List<byte[][]>(_segments.Count);
        foreach (var segment in _segments.ToArray())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                columns.Add(segment.File.ReadColumns(wanted));
            }
            catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
            {
                Drop(segment, fault);
            }
        }

        return columns;
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            segment.Release();
        }

        _segments.Clear();
    }

    private void Drop(SegmentHandle segment, Exception fault)
    {
        Tell(_mailbox, segment, fault);
        _segments.Remove(segment);
        segment.Release();
    }

    private static void Tell(MailboxIndex index, SegmentHandle segment, Exception fault)
    {
        if (fault is SegmentFaultException)
        {
            index.Drop(segment, fault.Message);
        }
        else
        {
            index.Suspect(segment, fault.Message);
        }
    }

    private static bool IsBelieved(MailboxIndex index, SegmentHandle segment, ISearchedMailbox mailbox)
    {
        if (segment.IsWitnessed)
        {
            return true;
        }

        try
        {
            segment.IsWitnessed = IsOf(mailbox, segment.File);
            if (!segment.IsWitnessed)
            {
                index.Drop(segment, "it is of messages that are not in the store, which was restored to an earlier state");
            }
        }
        catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
        {
            Tell(index, segment, fault);
        }

        return segment.IsWitnessed;
    }

    private static void Deposit(DocumentTable documents, in SegmentFindings found, MessageDomain domain, ReadOnlySpan<ulong> within, ulong[] yes, ulong[] open)
    {
        var chunks = documents.Chunks;
        if (chunks.IsEmpty)
        {
            return;
        }

        var word = domain.WordFrom(chunks[0]);
        for (var place = 0; place < chunks.Length && word < domain.Words;)
        {
            if (chunks[place] < domain.Chunks[word])
            {
                place++;
            }
            else if (chunks[place] > domain.Chunks[word])
            {
                word++;
            }
            else
            {
                yes[word] |= documents.Deposit(found.Yes, place) & within[word];
                open[word] &= ~documents.WordAt(place) | (documents.Deposit(found.Open, place) & ~yes[word]);
                (place, word) = (place + 1, word + 1);
            }
        }
    }

    // A store that was put back to an earlier state gives the same UIDs to other messages, from some one on. So the last message that is
    // there of those that the segment has tells of all before it, and those behind it are in no view.
    private static bool IsOf(ISearchedMailbox mailbox, SegmentFile segment)
    {
        var head = segment.Head;
        if (head.WitnessUid >= mailbox.Next)
        {
            return false;
        }

        var (documents, identities) = (segment.Documents, segment.Identities());
        for (var place = documents.Chunks.Length - 1; place >= 0; place--)
        {
            var there = mailbox.TryLoad(documents.Chunks[place]) ? documents.WordAt(place) & mailbox.Chunk.Presence : 0;
            if (there != 0)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(there);
                var number = documents.NumberOf(place, bit);
                return number >= identities.Length || identities[number] == 0 || identities[number] == MessageIdentity.Of(mailbox.Chunk.At(bit));
            }
        }

        return true;
    }
}
