using System.Diagnostics.CodeAnalysis;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>One file of the log. It is open for reading while somebody reads it, and some time longer.</summary>
internal sealed class Segment(uint number)
{
    private readonly Lock _gate = new();
    private IStorageFile? _file;
    private int _pins;
    private bool _isRemoved;
    private long _length;

    public uint Number => number;

    public string Name { get; } = SegmentName.Of(number);

    public bool IsCold => new LogAddress(number, 0).IsCold;

    /// <summary>Where the next batch begins: all before it is durable.</summary>
    public long Length
    {
        get => Volatile.Read(ref _length);
        set => Volatile.Write(ref _length, value);
    }

    /// <summary>Nothing more is written to it.</summary>
    public bool IsSealed { get; set; }

    public bool IsOpen => Volatile.Read(ref _file) is not null;

    /// <summary>Opens it if it is not open, and holds it open.</summary>
    public bool TryPin(IStorage storage, [NotNullWhen(true)] out IStorageFile? file)
    {
        lock (_gate)
        {
            file = null;
            if (_isRemoved)
            {
                return false;
            }

            file = _file ??= storage.Open(Name, WriteMode.ReadOnly);
            _pins++;
            return true;
        }
    }

    public void Unpin()
    {
        lock (_gate)
        {
            _pins--;
            Invariant.Holds(_pins >= 0);
            if (_isRemoved)
            {
                CloseUnpinned();
            }
        }
    }

    /// <summary>Closes it if nobody reads it.</summary>
    public void Rest()
    {
        lock (_gate)
        {
            CloseUnpinned();
        }
    }

    /// <summary>No new reader gets it, unless somebody reads it now.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            _isRemoved |= _pins == 0;
            return _isRemoved;
        }
    }

    public bool IsPinned
    {
        get
        {
            lock (_gate)
            {
                return _pins > 0;
            }
        }
    }

    /// <summary>No new reader gets it; the last one closes it.</summary>
    public void Remove()
    {
        lock (_gate)
        {
            _isRemoved = true;
            CloseUnpinned();
        }
    }

    private void CloseUnpinned()
    {
        if (_pins == 0)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
