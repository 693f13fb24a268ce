using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MailStore.Log.Devices;

namespace MailStore.Log.Segments;

/// <summary>The segments that a volume has. The writer adds and removes; anyone looks up and pins.</summary>
internal sealed class SegmentTable(IStorage storage) : IDisposable
{
    private const int OpenFilesMax = 512;
    private readonly ConcurrentDictionary<uint, Segment> _segments = new();
    private readonly ConcurrentQueue<Segment> _opened = new();

    public IStorage Storage => storage;

    /// <summary>By number: the journal's first, then the cold ones.</summary>
    public IReadOnlyList<Segment> All => [.. _segments.Values.OrderBy(segment => segment.Number)];

    public Segment Add(uint number, long length, bool isSealed)
    {
        var segment = new Segment(number) { Length = length, IsSealed = isSealed };
        Invariant.Holds(_segments.TryAdd(number, segment));
        return segment;
    }

    public bool TryFind(uint number, [MaybeNullWhen(false)] out Segment segment) => _segments.TryGetValue(number, out segment);

    public bool TryPin(uint number, [MaybeNullWhen(false)] out SegmentPin pin)
    {
        pin = TryHold(number, out var segment, out var file) ? new SegmentPin(segment, file) : null;
        return pin is not null;
    }

    /// <summary>The same without a pin: whoever calls it calls <see cref="Segment.Unpin"/>.</summary>
    public bool TryHold(uint number, [MaybeNullWhen(false)] out Segment segment, [MaybeNullWhen(false)] out IStorageFile file)
    {
        file = null;
        if (!_segments.TryGetValue(number, out segment))
        {
            return false;
        }

        var wasOpen = segment.IsOpen;
        if (!segment.TryPin(storage, out file))
        {
            return false;
        }

        if (!wasOpen)
        {
            _opened.Enqueue(segment);
            RestOldest();
        }

        return true;
    }

    /// <summary>Removes the file. Whoever reads it goes on reading.</summary>
    public void Remove(uint number)
    {
        Invariant.Holds(_segments.TryRemove(number, out var segment));
        storage.Delete(segment.Name);
        segment.Remove();
    }

    public void Dispose()
    {
        foreach (var segment in _segments.Values)
        {
            segment.Remove();
        }
    }

    // First opened, first closed: one that is still read stays open and is looked at again.
    private void RestOldest()
    {
        while (_opened.Count > OpenFilesMax && _opened.TryDequeue(out var oldest))
        {
            oldest.Rest();
            if (oldest.IsOpen)
            {
                _opened.Enqueue(oldest);
                return;
            }
        }
    }
}
