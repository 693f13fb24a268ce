using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Building;

/// <summary>Makes the segments of mailboxes, one mailbox after the other: of messages that are not indexed yet, and of segments that have become many.</summary>
internal sealed class MailboxIndexer(SearchIndex index, WorkPace pace)
{
    private const int BatchMessages = 64;

    private readonly SegmentBuilder _builder = new(index.Options.BuildBytes, index.Extraction);

    /// <summary>Does what is worthwhile.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop; what was begun is left, and no part of anything.</exception>
    public async ValueTask RunAsync(IMailbox mailbox, CancellationToken cancellation)
    {
        pace.Begin();
        var segments = index.Of(mailbox.Id);
        segments.DropForeign(index.Extraction.Recipe);
        var isAll = !segments.TryNextGap(1, new(mailbox.Status.UidNext.Value - 1), out _);
        if (!mailbox.IsDeleted && (!isAll || segments.MayMerge))
        {
            using var view = await mailbox.OpenViewAsync(isReadOnly: true, cancellation);
            var last = view.Count > 0 ? view.UidAt(view.Count) : default;
            for (var first = 1UL; segments.TryNextGap(first, last, out var gap); first = gap.Last.Value + 1UL)
            {
                if (IsWorthwhile(view, gap) && !await TryBuildAsync(view, gap, segments, cancellation))
                {
                    break;
                }
            }

            // Most mail that comes is too little for a segment, and then none is opened either.
            while (segments.MayMerge)
            {
                segments.MayMerge = TryMerge(mailbox, view, segments, cancellation);
            }
        }

        if (mailbox.IsDeleted)
        {
            index.Forget(mailbox.Id);
        }
    }

    private bool IsWorthwhile(IMailboxView view, UidRange gap)
    {
        var (first, last) = (view.CountUpTo(new(gap.First.Value - 1)) + 1, view.CountUpTo(gap.Last));
        if (last - first + 1 >= index.Options.WorthwhileMessages || last < first)
        {
            // Without messages it would be asked about for ever: then it is one with the next.
            return last >= first;
        }

        var (bytes, batch) = (0L, ArrayPool<MessageEntry>.Shared.Rent(BatchMessages));
        for (var sequence = first; sequence <= last && bytes < index.Options.WorthwhileBytes;)
        {
            var read = view.Read(sequence, batch.AsSpan(0, Math.Min(BatchMessages, last - sequence + 1)));
            if (read == 0)
            {
                break;
            }

            foreach (ref readonly var entry in batch.AsSpan(0, read))
            {
                bytes += entry.Size;
            }

            sequence += read;
        }

        ArrayPool<MessageEntry>.Shared.Return(batch);
        return bytes >= index.Options.WorthwhileBytes;
    }

    private async ValueTask<bool> TryBuildAsync(IMailboxView view, UidRange gap, MailboxIndex segments, CancellationToken cancellation)
    {
        _builder.Clear();
        var (first, batch) = (gap.First, new MessageEntry[BatchMessages]);
        var (sequence, last) = (view.CountUpTo(new(gap.First.Value - 1)) + 1, view.CountUpTo(gap.Last));
        while (sequence <= last)
        {
            var read = view.Read(sequence, batch.AsSpan(0, Math.Min(BatchMessages, last - sequence + 1)));
            if (read == 0)
            {
                // The mailbox goes just now, and its messages are gone already.
                return false;
            }

            for (var at = 0; at < read; at++)
            {
                await AddAsync(view, batch[at], cancellation);
                pace.Rest(cancellation);
                if (_builder.IsFull && sequence + at < last)
                {
                    if (!TryWrite(view, new(first, batch[at].Uid), segments))
                    {
                        return false;
                    }

                    first = new(batch[at].Uid.Value + 1);
                }
            }

            sequence += read;
        }

        return TryWrite(view, new(first, gap.Last), segments);
    }

    private async ValueTask AddAsync(IMailboxView view, MessageEntry entry, CancellationToken cancellation)
    {
        try
        {
            using var content = await view.OpenAsync(entry.Uid, cancellation);
            if (content is not null)
            {
                await _builder.AddAsync(entry, content, cancellation);
                return;
            }
        }
        catch (StoreUnavailableException fault) when (fault.InnerException is StorageFaultException)
        {
            // It cannot be read now: each search will try, and whoever searches is told.
        }

        _builder.AddUnread(entry);
    }

    // A disk that gives back something else is not written to again and again.
    private bool TryWrite(IMailboxView view, UidRange uids, MailboxIndex segments)
    {
        segments.MayReadAgain &= !_builder.HasUnread;
        return segments.Publish(_builder.Write(index.Storage, view.Mailbox.Id, uids).Name);
    }

    private bool TryMerge(IMailbox mailbox, IMailboxView view, MailboxIndex segments, CancellationToken cancellation)
    {
        var used = segments.Use();
        try
        {
            var first = FirstToMerge(used, view);
            if (first < 0 || mailbox.IsDeleted)
            {
                return false;
            }

            var merge = new SegmentMerge([.. used[first..].Select(segment => segment.File)], uid => view.SequenceOf(uid) > 0);
            merge.Write(index.Storage, () => pace.Rest(cancellation));
            return segments.Publish(new(mailbox.Id, merge.Uids));
        }
        catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
        {
            if (!TryDropDamaged(segments, used))
            {
                throw;
            }

            return false;
        }
        finally
        {
            Array.ForEach(used, segment => segment.Release());
        }
    }

    // Which one it was is found by reading each to its end. False if it was none of them: then it is what is written.
    private static bool TryDropDamaged(MailboxIndex segments, SegmentHandle[] used)
    {
        var isAny = false;
        foreach (var segment in used)
        {
            try
            {
                segment.File.Verify();
            }
            catch (SegmentFaultException fault)
            {
                segments.Drop(segment, fault.Message);
                isAny = true;
            }
            catch (StorageFaultException fault)
            {
                segments.Suspect(segment, fault.Message);
                isAny = true;
            }
        }

        return isAny;
    }

    /// <summary>
    /// The last segments, as far back as none is larger than those behind it together and no message lies between that none of them
    /// has; -1 if these are too few.
    /// </summary>
    private int FirstToMerge(SegmentHandle[] segments, IMailboxView view)
    {
        var (first, total, columns) = (segments.Length, 0L, 0L);
        while (first > 0 && segments[first - 1].File is var file && file.Recipe == index.Extraction.Recipe && file.Head.FileBytes is var bytes && bytes <= index.Options.MergeBytesMax
            && (first == segments.Length || (bytes <= total * 2 && DoFollow(file.Name, segments[first].File.Name, view))))
        {
            if (columns + file.ColumnBytes > index.Options.MergeColumnBytesMax)
            {
                // What is there is as much as one can have; less would be merged again and again.
                return segments.Length - first > 1 && columns > index.Options.MergeColumnBytesMax / 2 ? first : -1;
            }

            (total, columns) = (total + bytes, columns + file.ColumnBytes);
            first--;
        }

        return segments.Length - first >= index.Options.MergeSegments ? first : -1;
    }

    private static bool DoFollow(in SegmentName before, in SegmentName behind, IMailboxView view) =>
        view.CountUpTo(before.Uids.Last) == view.CountUpTo(new(behind.Uids.First.Value - 1));
}
