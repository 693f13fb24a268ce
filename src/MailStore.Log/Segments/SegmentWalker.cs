using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>
/// Reads a segment from end to end and takes each frame that proves itself: whole, at home where it lies, and later than the one
/// before it. After damage it goes on where the damaged frame says that it ends, if the very next frame lies there, where
/// the footer says that one begins, or at the next whole block where a batch does. A frame that somebody mailed to himself lies
/// at none of these by chance, and lacks the volume's identity.
/// </summary>
internal sealed class SegmentWalker(IStorageFile file, uint segment, FrameGuard guard, int blockBytes, long end) : IDisposable
{
    private const int PieceBytes = 4 * 1024 * 1024;
    private readonly int _blockBytes = blockBytes;
    private byte[] _octets = GC.AllocateUninitializedArray<byte>(PieceBytes);
    private long _start;
    private int _length;
    private long _at;
    private List<long>? _known;

    public uint Segment => segment;

    public LogAddress Address { get; private set; }

    public FrameHeader Header { get; private set; }

    /// <summary>Of the last frame; 0 before the first.</summary>
    public ulong Sequence { get; private set; }

    public uint Epoch { get; private set; }

    /// <summary>The whole frame, until the next step.</summary>
    public ReadOnlySpan<byte> Frame => At(Address.Offset, Header.FrameBytes);

    public ReadOnlySpan<byte> Payload => Frame[FrameHeader.Bytes..];

    /// <summary>Where the damage begins that was met last, and where it ends.</summary>
    public (long From, long To) Damage { get; private set; }

    /// <summary>How many frames the damage had, as far as sequences tell: known only when the next frame was met.</summary>
    public ulong Missing { get; private set; }

    /// <summary>Where the next step looks.</summary>
    public long Position => _at;

    public WalkStep Next()
    {
        Missing = 0;
        if (TryFrame(_at, out var header))
        {
            Take(_at, header);
            return header.Type == FrameType.Footer ? WalkStep.Footer : WalkStep.Frame;
        }

        var from = _at;
        if (from >= end || IsZeroToTheEnd(from))
        {
            return WalkStep.End;
        }

        _at = FindNext(from);
        Damage = (from, _at);
        return WalkStep.Damage;
    }

    public void Dispose() => file.Dispose();

    private void Take(long at, in FrameHeader header)
    {
        Address = new LogAddress(segment, (uint)at);
        Missing = Sequence == 0 || header.Type == FrameType.Footer ? 0 : header.Sequence - Sequence - 1;
        Header = header;
        Sequence = header.Sequence;
        Epoch = header.Epoch;
        _at = at + FrameHeader.Aligned(header.FrameBytes);
        if (header.EndsBatch)
        {
            _at = AlignUp(_at);
        }

        if (header.Type == FrameType.Footer)
        {
            _at = end;
        }
    }

    private bool TryFrame(long at, out FrameHeader header)
    {
        header = default;
        if (at + FrameHeader.Bytes > end)
        {
            return false;
        }

        var claimed = FrameHeader.ClaimedBytes(Load(at, FrameHeader.Bytes));
        if (claimed == 0 || at + claimed > end)
        {
            return false;
        }

        var address = new LogAddress(segment, (uint)at);
        return FrameHeader.TryRead(Load(at, claimed), guard.Of(address), out header, out _) == FrameStatus.Whole && Follows(header, at);
    }

    // What an earlier owner wrote and never acknowledged has an older epoch; nothing has the same sequence twice.
    private bool Follows(in FrameHeader header, long at) => header.Type == FrameType.Footer
        ? at % _blockBytes == 0 && header.Sequence >= Sequence
        : header.Sequence > Sequence && header.Epoch >= Epoch && (!header.StartsBatch || at % _blockBytes == 0);

    private long FindNext(long from)
    {
        var claimed = FrameHeader.ClaimedBytes(Load(from, (int)Math.Min(FrameHeader.Bytes, end - from)));
        var behind = from + FrameHeader.Aligned(claimed);
        if (claimed > 0 && TryFrame(behind, out var next) && next.Sequence == Sequence + 2)
        {
            return behind;
        }

        _known ??= [.. FooterReader.Read(file, segment, guard, _blockBytes, end)?.Offsets() ?? []];
        foreach (var offset in _known)
        {
            if (offset > from && TryFrame(offset, out _))
            {
                return offset;
            }
        }

        for (var at = AlignUp(from + 1); at < end; at += _blockBytes)
        {
            if (TryFrame(at, out var found) && (found.StartsBatch || found.Type == FrameType.Footer))
            {
                return at;
            }
        }

        return end;
    }

    private bool IsZeroToTheEnd(long from)
    {
        for (var at = from; at < end; at += PieceBytes)
        {
            if (Load(at, (int)Math.Min(PieceBytes, end - at)).ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Load(long from, int count)
    {
        if (from < _start || from + count > _start + _length)
        {
            Move(from, count);
        }

        return At(from, count);
    }

    private ReadOnlySpan<byte> At(long from, int count) => _octets.AsSpan((int)(from - _start), count);

    private void Move(long from, int count)
    {
        if (count > _octets.Length)
        {
            _octets = GC.AllocateUninitializedArray<byte>(count);
        }

        var wanted = (int)Math.Min(_octets.Length, end - from);
        _start = from;
        _length = 0;
        _length = file.Read(from, _octets.AsSpan(0, wanted));
        if (_length < wanted)
        {
            throw new StorageFaultException($"{file.Name} became shorter while it was read. Look at the disk, then start again.");
        }
    }

    private long AlignUp(long offset) => (offset + (_blockBytes - 1)) & ~((long)_blockBytes - 1);
}
