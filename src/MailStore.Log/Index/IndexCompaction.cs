using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>
/// Takes what still counts from the log's beginning to its end, so that the beginning can be cut off at the next checkpoint.
/// It keeps step with what the writer appends and runs on its thread, so it needs no timer and never races a change.
/// </summary>
internal sealed class IndexCompaction : IDisposable
{
    /// <summary>Octets looked at for each octet appended: the pass ends before the log has grown by an eighth of itself.</summary>
    private const int Pace = 8;

    private readonly FasterKV<IndexKey, IndexValue> _store;
    private readonly IndexSession _writer;
    private readonly long _floor;
    private IFasterScanIterator<IndexKey, IndexValue>? _scan;
    private long _credit;
    private long _tail;

    public IndexCompaction(FasterKV<IndexKey, IndexValue> store, IndexSession writer, IndexShape shape, long baseline)
    {
        _store = store;
        _writer = writer;
        _floor = 4 * shape.SegmentBytes;
        Baseline = baseline;
        Begin = store.Log.BeginAddress;
        _tail = store.Log.TailAddress;
    }

    /// <summary>Where the log may begin: all before it is dead or was copied.</summary>
    public long Begin { get; private set; }

    /// <summary>Size of the log when the last pass ended.</summary>
    public long Baseline { get; private set; }

    /// <summary>Whether a pass is due, up to an address before which everything is on the device and unchangeable.</summary>
    public void Consider(long end)
    {
        if (_scan == null && end - Begin > Math.Max(_floor, 2 * Baseline))
        {
            _scan = _store.Log.Scan(Begin, end, ScanBufferingMode.SinglePageBuffering);
        }
    }

    /// <summary>After a change of the writer's.</summary>
    public void Step()
    {
        if (_scan == null)
        {
            return;
        }

        var tail = _store.Log.TailAddress;
        _credit += Pace * (tail - _tail);
        while (_credit > 0 && Advance(_scan))
        {
        }

        // What was copied just now earns no credit.
        _tail = _store.Log.TailAddress;
    }

    public void Dispose() => _scan?.Dispose();

    private bool Advance(IFasterScanIterator<IndexKey, IndexValue> scan)
    {
        if (!scan.GetNext(out var record))
        {
            Begin = scan.EndAddress;
            Baseline = _store.Log.TailAddress - Begin;
            _credit = 0;
            _scan = null;
            scan.Dispose();
            return false;
        }

        if (!record.Tombstone && _writer.TryRead(scan.GetKey(), null, out var newest) && newest == scan.CurrentAddress)
        {
            _writer.Put(scan.GetKey(), IndexValue.Octets(ref scan.GetValue()));
        }

        _credit -= scan.NextAddress - Begin;
        Begin = scan.NextAddress;
        return true;
    }
}
