using System.Runtime.InteropServices;

namespace MailStore.Log.Records;

/// <summary>
/// The frames of one batch, encoded where they are written from: memory aligned for direct writes. A frame is checksummed when
/// the next one begins, since only then it is known whether it ends its unit or the batch.
/// </summary>
internal sealed unsafe class FrameStaging : IDisposable
{
    private const int MemoryAlignment = 4096;
    private readonly FrameGuard _guard;
    private readonly int _blockBytes;
    private byte* _memory;
    private int _capacity;
    private int _used;
    private int _sealed;
    private int _frameStart = -1;
    private int _framePayload;
    private FrameType _frameType;
    private FrameFlags _frameFlags;
    private LogAddress _base;
    private ulong _sequence;
    private ulong _durable;
    private uint _epoch;

    public FrameStaging(FrameGuard guard, int blockBytes, int capacity)
    {
        _guard = guard;
        _blockBytes = blockBytes;
        _capacity = capacity;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, MemoryAlignment);
    }

    public bool IsEmpty => _used == 0;

    /// <summary>Octets of frames so far.</summary>
    public int Bytes => _used;

    /// <summary>The whole blocks of the batch that was sealed last, until the next one begins.</summary>
    public ReadOnlySpan<byte> Sealed => new(_memory, _sealed);

    /// <summary>Of the last frame; before the first one, of the last frame of the batch before.</summary>
    public ulong LastSequence => _sequence;

    public void Begin(LogAddress address, ulong lastSequence, uint epoch)
    {
        Invariant.Holds(address.Offset % _blockBytes == 0);
        _base = address;
        _sequence = lastSequence;
        _durable = lastSequence;
        _epoch = epoch;
        _used = 0;
        _frameStart = -1;
    }

    /// <summary>Adds a frame; the caller fills in the payload before anything else is added.</summary>
    public LogAddress Append(FrameType type, int payloadBytes, out Span<byte> payload)
    {
        Close(FrameFlags.None);
        var needed = FrameHeader.Aligned(checked(FrameHeader.Bytes + payloadBytes));
        Reserve(checked(_used + needed + _blockBytes));
        _frameStart = _used;
        _framePayload = payloadBytes;
        _frameType = type;
        _frameFlags = _used == 0 ? FrameFlags.StartOfBatch : FrameFlags.None;
        _sequence++;
        _used += needed;
        payload = new Span<byte>(_memory + _frameStart + FrameHeader.Bytes, payloadBytes);
        new Span<byte>(_memory + _frameStart + FrameHeader.Bytes + payloadBytes, needed - FrameHeader.Bytes - payloadBytes).Clear();
        return Address(_frameStart);
    }

    /// <summary>What was appended since the last call is one unit.</summary>
    public void EndUnit()
    {
        if (_frameStart >= 0)
        {
            _frameFlags |= FrameFlags.EndOfUnit;
        }
    }

    /// <summary>Closes the batch and fills it up with zeros to a whole block.</summary>
    public ReadOnlySpan<byte> Seal()
    {
        Invariant.Holds(_frameStart >= 0 && (_frameFlags & FrameFlags.EndOfUnit) != FrameFlags.None);
        Close(FrameFlags.EndOfBatch);
        var whole = (_used + (_blockBytes - 1)) & ~(_blockBytes - 1);
        new Span<byte>(_memory + _used, whole - _used).Clear();
        _sealed = whole;
        return Sealed;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
    }

    private void Close(FrameFlags more)
    {
        if (_frameStart < 0)
        {
            return;
        }

        var header = new FrameHeader
        {
            Type = _frameType,
            Flags = _frameFlags | more,
            Epoch = _epoch,
            Sequence = _sequence,
            Durable = _durable,
            PayloadBytes = _framePayload,
        };
        header.Write(new Span<byte>(_memory + _frameStart, header.FrameBytes), _guard.Of(Address(_frameStart)));
        _frameStart = -1;
    }

    private LogAddress Address(int start) => new(_base.Segment, checked(_base.Offset + (uint)start));

    private void Reserve(int bytes)
    {
        if (bytes <= _capacity)
        {
            return;
        }

        var capacity = Math.Max(bytes, (int)Math.Min(2L * _capacity, int.MaxValue / 2));
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, MemoryAlignment);
        Buffer.MemoryCopy(_memory, memory, capacity, _used);
        NativeMemory.AlignedFree(_memory);
        _memory = memory;
        _capacity = capacity;
    }
}
