using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Catalog;

/// <summary>The segments of one mailbox, in the order of their UIDs; none covers what another one does.</summary>
internal sealed class MailboxIndex(IStorage storage, Action<string> report)
{
    private readonly Lock _gate = new();
    private readonly List<SegmentName> _names = [];
    private List<SegmentHandle>? _open;
    private bool _isListed;

    /// <summary>When it was listed before it was opened.</summary>
    public void Add(SegmentName name) => _names.Add(name);

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

    /// <summary>Segments to read, each to be released.</summary>
    public SegmentHandle[] Use()
    {
        lock (_gate)
        {
            SegmentHandle[] segments = [.. Open()];
            Array.ForEach(segments, segment => segment.Use());
            return segments;
        }
    }

    /// <summary>The UIDs up to this one that no segment covers and that come first; false if all are covered.</summary>
    public bool TryNextGap(Uid last, out UidRange gap)
    {
        lock (_gate)
        {
            var first = 1UL;
            foreach (var segment in Open())
            {
                var uids = segment.File.Name.Uids;
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
            if (TryOpen(name) is not { } handle)
            {
                return false;
            }

            var open = Open();
            foreach (var covered in open.FindAll(segment => name.Covers(segment.File.Name)))
            {
                Remove(covered, isDeleted: covered.File.Name != name);
            }

            open.Add(handle);
            open.Sort(static (left, right) => left.File.Name.Uids.First.CompareTo(right.File.Name.Uids.First));
            return true;
        }
    }

    /// <summary>A segment is not what it should be: it is made again.</summary>
    public void Drop(SegmentHandle segment, string fault)
    {
        lock (_gate)
        {
            if (Open().Contains(segment))
            {
                Told(segment.File.Name, fault);
                Remove(segment, isDeleted: true);
            }
        }
    }

    /// <summary>The mailbox is gone.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            foreach (var segment in Open().ToArray())
            {
                Remove(segment, isDeleted: true);
            }
        }
    }

    /// <summary>Lets go of files; they are opened again when they are asked for.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var segment in _open ?? [])
            {
                _names.Add(segment.File.Name);
                segment.Release();
            }

            (_open, _isListed) = (null, false);
        }
    }

    private List<SegmentHandle> Open()
    {
        if (_open is not null)
        {
            return _open;
        }

        _open = [];
        _names.Sort(static (left, right) => left.Uids.First != right.Uids.First
            ? left.Uids.First.CompareTo(right.Uids.First) : right.Uids.Last.CompareTo(left.Uids.Last));
        foreach (var name in _names)
        {
            // What another one covers was merged into it, and the process ended before it was removed.
            if (_open.Count > 0 && _open[^1].File.Name.Uids.Last >= name.Uids.First)
            {
                DeleteFile(name);
            }
            else if (TryOpen(name) is { } handle)
            {
                _open.Add(handle);
            }
        }

        _names.Clear();
        return _open;
    }

    private SegmentHandle? TryOpen(SegmentName name)
    {
        try
        {
            return new(SegmentFile.Open(storage, name));
        }
        catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
        {
            Told(name, fault.Message);
            DeleteFile(name);
            return null;
        }
    }

    private void Remove(SegmentHandle segment, bool isDeleted)
    {
        _open!.Remove(segment);
        if (isDeleted)
        {
            DeleteFile(segment.File.Name);
        }

        segment.Release();
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

    private void Told(SegmentName name, string fault) =>
        report($"the search segment {name} is dropped and made again: {fault}");
}
