using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>
/// The copy of a segment that holds only frames that proved themselves, each where it was. Where frames are lost, a frame says
/// so, and from there on the copy is a sound segment again. Pieces are written by another thread while the next one is filled, and
/// around the page cache: nobody reads them soon.
/// </summary>
internal sealed class SegmentRescue : IDisposable
{
    private const int PieceBytes = 4 * 1024 * 1024;
    private const int BlockBytes = SalvageSource.BlockBytes;
    private readonly IStorageFile _file;
    private readonly FrameGuard _guard;
    private readonly uint _segment;
    private AlignedBuffer _piece = new(PieceBytes);
    private AlignedBuffer _other = new(PieceBytes);
    private Task _writing = Task.CompletedTask;

    // Where the piece begins in the file: always at a block.
    private long _start;
    private int _used;

    public SegmentRescue(IStorage target, uint segment, FrameGuard guard)
    {
        _segment = segment;
        _guard = guard;
        _file = target.Create(SegmentName.Of(segment), WriteMode.Durable);
    }

    public long Length => _start + _used;

    public void Add(SegmentWalker walker)
    {
        var at = (long)walker.Address.Offset;
        Pad(at, walker.Header, walker.Missing);
        var room = Room(at, FrameHeader.Aligned(walker.Header.FrameBytes));
        walker.Frame.CopyTo(room);
        room[walker.Header.FrameBytes..].Clear();
    }

    /// <summary>A segment that is gone: bodies in it are reported when they are read, and the others are served.</summary>
    public void AddPlaceholder(uint epoch)
    {
        var frame = Room(0, SalvageSource.BlockBytes);
        frame.Clear();
        EpochFrame.Write(frame[FrameHeader.Bytes..], _guard.Identity, _segment);
        Write(frame[..(FrameHeader.Bytes + EpochFrame.Bytes)], FrameType.Epoch, 0, epoch, sequence: 1);
    }

    /// <summary>Ends it with a whole block. All of it is durable when this returns.</summary>
    public void Finish()
    {
        FillBlock();
        if (_used > 0)
        {
            Flush(_used);
        }

        _writing.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        // What failed there was thrown where it was awaited, or something else was thrown before.
        ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        _file.Dispose();
        _piece.Dispose();
        _other.Dispose();
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
            var room = Room(from, bytes);
            room.Clear();
            Write(room, FrameType.Lost, from, next.Epoch, next.Sequence - (ulong)left);
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

    // Zeros up to there, and room behind that holds anything.
    private Span<byte> Room(long at, int bytes)
    {
        while (at - _start > _piece.Span.Length - bytes)
        {
            if (_used >= BlockBytes)
            {
                Flush(_used & -BlockBytes);
            }
            else if (at - _start < BlockBytes)
            {
                Grow((int)(at - _start) + bytes);
            }
            else if (_used > 0)
            {
                FillBlock();
            }
            else
            {
                // A gap that is larger than a piece stays a hole of the file.
                _start = at & -BlockBytes;
            }
        }

        var from = (int)(at - _start);
        _piece.Span[_used..from].Clear();
        _used = from + bytes;
        return _piece.Span[from.._used];
    }

    private void FillBlock()
    {
        var end = (_used + (BlockBytes - 1)) & -BlockBytes;
        _piece.Span[_used..end].Clear();
        _used = end;
    }

    private void Grow(int bytes)
    {
        var larger = new AlignedBuffer((bytes + (BlockBytes - 1)) & -BlockBytes);
        _piece.Span[.._used].CopyTo(larger.Span);
        _piece.Dispose();
        _piece = larger;
    }

    // What is behind the last whole block goes along to the next piece.
    private void Flush(int whole)
    {
        _writing.GetAwaiter().GetResult();
        var (piece, start) = (_piece, _start);
        piece.Span[whole.._used].CopyTo(_other.Span);
        _writing = Task.Run(() => _file.Write(start, piece.Span[..whole]));
        (_piece, _other) = (_other, _piece);
        _start += whole;
        _used -= whole;
    }
}
