using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>Counts the frames of a segment, in order, into its footer.</summary>
internal sealed class FooterBuilder
{
    private readonly List<byte> _index = [];
    private uint _frames;
    private uint _register = ~0u;
    private ulong _first;
    private ulong _last;
    private long _lastOffset;
    private long _octets;

    public uint Frames => _frames;

    /// <param name="offset">Where it begins.</param>
    /// <param name="frame">All of it, its head first.</param>
    public void Add(long offset, in FrameHeader header, ReadOnlySpan<byte> frame)
    {
        Invariant.Holds(offset >= _octets || _frames == 0);
        Varint((ulong)(offset - _lastOffset) / FrameHeader.Alignment);
        _register = Crc32C.Continue(_register, frame.Slice(sizeof(uint), sizeof(uint)));
        _first = _frames == 0 ? header.Sequence : _first;
        _last = header.Sequence;
        _lastOffset = offset;
        _octets = offset + FrameHeader.Aligned(header.FrameBytes);
        _frames++;
    }

    /// <summary>Adds the frames of a batch that was just staged.</summary>
    public void AddBatch(long offset, ReadOnlySpan<byte> batch)
    {
        for (var at = 0; at < batch.Length;)
        {
            var bytes = FrameHeader.ClaimedBytes(batch[at..]);
            if (bytes == 0)
            {
                return;
            }

            var sequence = BinaryPrimitives.ReadUInt64LittleEndian(batch[(at + 24)..]);
            var header = new FrameHeader { Type = default, Flags = default, Epoch = 0, Sequence = sequence, Durable = 0, PayloadBytes = bytes - FrameHeader.Bytes };
            Add(offset + at, header, batch.Slice(at, bytes));
            at += FrameHeader.Aligned(bytes);
        }
    }

    public SegmentFooter Build() => new()
    {
        Frames = _frames,
        CrcOfCrcs = ~_register,
        FirstSequence = _first,
        LastSequence = _last,
        Octets = _octets,
        Index = [.. _index],
    };

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _index.Add((byte)(value | 0x80));
        }

        _index.Add((byte)value);
    }
}
