using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>
/// The copy of a segment that holds only frames that proved themselves, each where it was. Where frames are lost, a frame says
/// so, and from there on the copy is a sound segment again. Pieces are written by another thread while the next one is filled.
/// </summary>
internal sealed class SegmentRescue : IDisposable
{
    private const int PieceBytes = 4 * 1024 * 1024;
    private readonly IStorageFile _file;
    private readonly FrameGuard _guard;
    private readonly uint _segment;
    private byte[] _piece = GC.AllocateUninitializedArray<byte>(PieceBytes);
    private byte[] _other = GC.AllocateUninitializedArray<byte>(PieceBytes);
    private Task _writing = Task.CompletedTask;
    private long _start;
    private int _used;

    public SegmentRescue(IStorage target, uint segment, FrameGuard guard)
    {
        _segment = segment;
        _guard = guard;
        _file = target.Create(SegmentName.Of(segment), WriteMode.Buffered);
    }

    public long Length => _start + _used;

    public void Add(SegmentWalker walker)
    {
        var at = (long)walker.Address.Offset;
        Pad(at, walker.Header, walker.Missing);
        walker.Frame.CopyTo(Room(at, FrameHeader.Aligned(walker.Header.FrameBytes)));
    }

    /// <summary>A segment that is gone: bodies in it are reported when they are read, and the others are served.</summary>
    public void AddPlaceholder(uint epoch)
    {
        var frame = Room(0, SalvageSource.BlockBytes);
        EpochFrame.Write(frame[FrameHeader.Bytes..], _guard.Identity, _segment);
        Write(frame[..(FrameHeader.Bytes + EpochFrame.Bytes)], FrameType.Epoch, 0, epoch, sequence: 1);
    }

    /// <summary>Ends it with a whole block. It can be read when this returns, and is durable when the task ends.</summary>
    public Task FinishAsync()
    {
        var end = (Length + (SalvageSource.BlockBytes - 1)) & ~((long)SalvageSource.BlockBytes - 1);
        if (end > Length)
        {
            Room(Length, (int)(end - Length));
        }

        Flush();
        _writing.GetAwaiter().GetResult();
        return _writing = Task.Run(_file.Flush);
    }

    public void Dispose()
    {
        // What failed there is thrown where it is awaited.
        ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        _file.Dispose();
    }

    // Padding of a batch is zeros; what is more than that was frames.
    private void Pad(long to, in FrameHeader next, ulong missing)
    {
        if (missing == 0 || to - Length < FrameHeader.Bytes)
        {
            return;
        }

        var count = (to - Length + FrameHeader.FrameBytesLimit - 1) / FrameHeader.FrameBytesLimit;
        for (var left = count; left > 0 && (ulong)count <= missing; left--)
        {
            var from = Length;
            var bytes = (int)Math.Min(FrameHeader.FrameBytesLimit, to - from);
            Write(Room(from, bytes), FrameType.Lost, from, next.Epoch, next.Sequence - (ulong)left);
        }
    }

    private void Write(Span<byte> frame, FrameType type, long at, uint epoch, ulong sequence) => new FrameHeader
    {
        Type = type,
        Flags = FrameFlags.EndOfUnit | (at % SalvageSource.BlockBytes == 0 ? FrameFlags.StartOfBatch : FrameFlags.None),
        Epoch = epoch,
        Sequence = sequence,
        Durable = 0,
        PayloadBytes = frame.Length - FrameHeader.Bytes,
    }.Write(frame, _guard.Of(new LogAddress(_segment, (uint)at)));

    // Zeros up to there, and room behind.
    private Span<byte> Room(long at, int bytes)
    {
        while (at - _start > _piece.Length - bytes)
        {
            if (_used > 0)
            {
                Flush();
            }
            else if (at > _start)
            {
                // A gap that is larger than a piece stays a hole of the file.
                _start = at;
            }
            else
            {
                _piece = GC.AllocateUninitializedArray<byte>(bytes);
            }
        }

        var from = (int)(at - _start);
        _piece.AsSpan(_used, from - _used).Clear();
        _used = from + bytes;
        var room = _piece.AsSpan(from, bytes);
        room.Clear();
        return room;
    }

    private void Flush()
    {
        _writing.GetAwaiter().GetResult();
        var (piece, start, used) = (_piece, _start, _used);
        _writing = Task.Run(() => _file.Write(start, piece.AsSpan(0, used)));
        (_piece, _other) = (_other, _piece);
        _start += _used;
        _used = 0;
    }
}
