using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Catalog;

/// <summary>
/// The segments of one mailbox, in the order of their UIDs; none covers what another one does. What they cover stands in their names: they
/// are opened when somebody searches or merges, not when mail comes.
/// </summary>
internal sealed class MailboxIndex(IStorage storage, Action<string> report)
{
    private readonly Lock _gate = new();
    private readonly List<IndexedRange> _ranges = [];
    private bool _isArranged;
    private bool _isListed;
    private volatile bool _isMerged;
    private volatile bool _hasForeign;
    private volatile bool _hasDropped;
    private volatile bool _mayReadAgain = true;

    /// <summary>It was not looked yet whether segments are to be made into one.</summary>
    public bool MayMerge
    {
        get
        {
            lock (_gate)
            {
                return !_isMerged && Ranges().Count > 1;
            }
        }

        set => _isMerged = !value;
    }

    /// <summary>Somebody met segments that are to be made again, be they there still or dropped already.</summary>
    public bool HasWork => _hasForeign || _hasDropped;

    /// <summary>
    /// Attachments that could not be read when a segment was made may be read now: once in a process it is tried, for what was in the way is
    /// there until it ends.
    /// </summary>
    public bool MayReadAgain
    {
        get => _mayReadAgain;
        set => _mayReadAgain = value;
    }

    /// <summary>A search met a segment whose texts of attachments came about in another way than they would now.</summary>
    public void MeetForeign() => _hasForeign = true;

    /// <summary>When it was listed before it was opened.</summary>
    public void Add(SegmentName name) => _ranges.Add(new(name));

    /// <summary>It will be told to <see cref="Close"/>. False if it will be already.</summary>
    public bool TryList()
    {
        lock (_gate)
        {
            var isNew = !_isListed;
            _isListed = true;
            return isNew;
        }
    }

    /// <summary>Segments to read, each to be released. One that cannot be read just now is not among them.</summary>
    public SegmentHandle[] Use()
    {
        lock (_gate)
        {
            var segments = new List<SegmentHandle>();
            foreach (var range in Ranges().ToArray())
            {
                if (TryOpen(range) is { } segment)
                {
                    segment.Use();
                    segments.Add(segment);
                }
            }

            return [.. segments];
        }
    }

    /// <summary>The UIDs from one on up to another one that no segment covers and that come first; false if all are covered.</summary>
    public bool TryNextGap(ulong first, Uid last, out UidRange gap)
    {
        lock (_gate)
        {
            foreach (var range in Ranges())
            {
                var uids = range.Name.Uids;
                if (uids.First.Value > first)
                {
                    gap = new(new Uid((uint)first), new Uid(Math.Min(last.Value, uids.First.Value - 1)));
                    return gap.First <= gap.Last;
                }

                first = Math.Max(first, uids.Last.Value + 1UL);
            }

            gap = first <= last.Value ? new(new Uid((uint)first), last) : default;
            return first <= last.Value;
        }
    }

    /// <summary>A segment was finished, in the place of others.</summary>
    /// <returns>False if it cannot be read.</returns>
    public bool Publish(SegmentName name)
    {
        lock (_gate)
        {
            var published = new IndexedRange(name);
            try
            {
                published.Segment = new(SegmentFile.Open(storage, name));
            }
            catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
            {
                // Those that it was made of are there still, or the mail is.
                Told(name, fault.Message);
                DeleteFile(name);
                return false;
            }

            foreach (var covered in Ranges().FindAll(range => name.Covers(range.Name)))
            {
                Remove(covered, isDeleted: covered.Name != name);
            }

            _ranges.Add(published);
            Arrange();
            _isMerged = false;
            return true;
        }
    }

    /// <summary>A segment is not what it should be: it is made again.</summary>
    public void Drop(SegmentHandle segment, string fault)
    {
        lock (_gate)
        {
            if (RangeOf(segment) is { } range)
            {
                DropDamaged(range, fault);
            }
        }
    }

    /// <summary>
    /// A segment could not be read. That may pass: it is only made again when it happens again and again, for then it is the place on
    /// the disk.
    /// </summary>
    public void Suspect(SegmentHandle segment, string fault)
    {
        lock (_gate)
        {
            if (RangeOf(segment) is { } range)
            {
                if (++range.Faults >= IndexedRange.FaultsMax)
                {
                    DropDamaged(range, fault);
                }
                else
                {
                    TellOnce(range, fault);
                }
            }
        }
    }

    /// <summary>Somebody sees to it that segments are made: those that a search met and that are to be made again go.</summary>
    public void DropForeign(string recipe)
    {
        lock (_gate)
        {
            _hasDropped = false;
            if (!_hasForeign)
            {
                return;
            }

            var mayReadAgain = _mayReadAgain;
            (_hasForeign, _mayReadAgain) = (false, false);
            foreach (var range in Ranges().ToArray())
            {
                if (TryOpen(range)?.File is not { } file || (file.Recipe == recipe && !(mayReadAgain && file.Unread.Length > 0)))
                {
                    continue;
                }

                Told(range.Name, file.Recipe == recipe ? "attachments in it could not be read then" : "attachments are read otherwise now");
                Remove(range, isDeleted: true);
            }
        }
    }

    /// <summary>The mailbox is gone.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            foreach (var range in _ranges.ToArray())
            {
                Remove(range, isDeleted: true);
            }
        }
    }

    /// <summary>Lets go of files; they are opened again when they are asked for.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var range in _ranges)
            {
                range.Segment?.Release();
                range.Segment = null;
            }

            _isListed = false;
        }
    }

    private IndexedRange? RangeOf(SegmentHandle segment) => _ranges.Find(range => range.Segment == segment);

    private List<IndexedRange> Ranges()
    {
        if (!_isArranged)
        {
            _isArranged = true;
            Arrange();
            DropCovered();
        }

        return _ranges;
    }

    private void Arrange() => _ranges.Sort(static (left, right) => left.Name.Uids.First != right.Name.Uids.First
        ? left.Name.Uids.First.CompareTo(right.Name.Uids.First) : right.Name.Uids.Last.CompareTo(left.Name.Uids.Last));

    // What another one covers was merged into it, and the process ended before it was removed; or before the other one was whole.
    private void DropCovered()
    {
        for (var at = 1; at < _ranges.Count;)
        {
            var (before, range) = (_ranges[at - 1], _ranges[at]);
            if (before.Name.Uids.Last < range.Name.Uids.First)
            {
                at++;
            }
            else if (TryOpen(before) is not null)
            {
                Remove(range, isDeleted: true);
            }
            else if (_ranges.Contains(before))
            {
                // Which of the two is whole is for the next start to find out.
                Remove(range, isDeleted: false);
            }
            else
            {
                at = Math.Max(1, at - 1);
            }
        }
    }

    private SegmentHandle? TryOpen(IndexedRange range)
    {
        if (range.Segment is not null)
        {
            return range.Segment;
        }

        try
        {
            range.Segment = new(SegmentFile.Open(storage, range.Name));
            range.IsTold = false;
            return range.Segment;
        }
        catch (SegmentFaultException fault)
        {
            DropDamaged(range, fault.Message);
        }
        catch (StorageFaultException fault) when (!storage.Exists(range.Name.ToString()))
        {
            // It went, and there is nothing to delete.
            DropDamaged(range, fault.Message);
        }
        catch (StorageFaultException fault)
        {
            // Too many files are open, say. It is as good as it was.
            TellOnce(range, fault.Message);
        }

        return null;
    }

    private void DropDamaged(IndexedRange range, string fault)
    {
        Told(range.Name, fault);
        Remove(range, isDeleted: true);
        _hasDropped = true;
    }

    private void Remove(IndexedRange range, bool isDeleted)
    {
        _ranges.Remove(range);
        if (isDeleted)
        {
            DeleteFile(range.Name);
        }

        range.Segment?.Release();
        range.Segment = null;
    }

    private void DeleteFile(SegmentName name)
    {
        try
        {
            if (storage.Exists(name.ToString()))
            {
                storage.Delete(name.ToString());
            }
        }
        catch (StorageFaultException fault)
        {
            report($"the search segment {name} cannot be removed: {fault.Message}");
        }
    }

    private void TellOnce(IndexedRange range, string fault)
    {
        if (!range.IsTold)
        {
            range.IsTold = true;
            report($"the search segment {range.Name} cannot be read now, and until it can searches open its messages: {fault}");
        }
    }

    private void Told(SegmentName name, string fault) =>
        report($"the search segment {name} is dropped and made again: {fault}");
}
