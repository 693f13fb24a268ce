using System.Collections.Concurrent;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// The index' log in its files, with a checksum for each block of 4 KB that is checked on every read. Writes come from one
/// thread at a time; reads from any. A block that nobody wrote, or that lies behind a file's end, is a fault as much as a damaged one.
/// </summary>
internal sealed class CrcSegments : IDisposable
{
    public const int BlockBytes = 4096;

    private readonly IStorage _storage;
    private readonly uint _generation;
    private readonly IndexShape _shape;
    private readonly ConcurrentDictionary<uint, CrcSegment> _segments = new();
    private readonly List<CrcSegment> _retired = [];
    private readonly Lock _writing = new();
    private readonly byte[] _staging;
    private TailBlock? _tail;

    public CrcSegments(IStorage storage, uint generation, IndexShape shape)
    {
        _storage = storage;
        _generation = generation;
        _shape = shape;
        _staging = new byte[Math.Min(shape.PageBytes, 256 * 1024)];
    }

    public string Place => _storage.Place;

    public uint Generation => _generation;

    private int SegmentBlocks => (int)(_shape.SegmentBytes / BlockBytes);

    /// <summary>Opens what a checkpoint is made of. Its last block comes from the checkpoint itself.</summary>
    public void Load(CheckpointFile checkpoint)
    {
        var first = _shape.PageStart(checkpoint.Begin) / BlockBytes;
        for (var i = 0; i < checkpoint.Sums.Length; i++)
        {
            if (checkpoint.Sums[i] is var sum and not 0)
            {
                SegmentToRead((first + i) / SegmentBlocks).Sums[(first + i) % SegmentBlocks] = sum;
            }
        }

        if (checkpoint.Tail.Length > 0)
        {
            var image = new byte[BlockBytes];
            checkpoint.Tail.CopyTo(image, 0);
            _tail = new(checkpoint.End / BlockBytes, image);
        }
    }

    public void Read(uint segment, long offset, Span<byte> into)
    {
        var block = (segment * (long)SegmentBlocks) + (offset / BlockBytes);
        if (_tail is { } tail && tail.Block >= block && tail.Block < block + (into.Length / BlockBytes))
        {
            var before = (int)(tail.Block - block) * BlockBytes;
            tail.Image.CopyTo(into[before..]);
            if (into.Length > before + BlockBytes)
            {
                ReadFile(segment, offset + before + BlockBytes, into[(before + BlockBytes)..]);
            }

            into = into[..before];
        }

        if (!into.IsEmpty)
        {
            ReadFile(segment, offset, into);
        }
    }

    /// <summary>The octets are copied before they are summed and written: FASTER may flip a record's lock bits meanwhile.</summary>
    public void Write(uint segment, long offset, ReadOnlySpan<byte> octets)
    {
        var target = SegmentToWrite(segment);
        target.IsDirty = true;
        while (!octets.IsEmpty)
        {
            var part = _staging.AsSpan(0, Math.Min(_staging.Length, octets.Length));
            octets[..part.Length].CopyTo(part);
            lock (_writing)
            {
                WritePart(target, segment, offset, part);
            }

            octets = octets[part.Length..];
            offset += part.Length;
        }
    }

    public void Flush()
    {
        foreach (var segment in _segments.Values)
        {
            if (segment.IsDirty)
            {
                segment.File.Flush();
                segment.IsDirty = false;
            }
        }
    }

    /// <summary>The checksums of the whole blocks from one address to another, and the octets of the block begun there.</summary>
    public (uint[] Sums, byte[] Tail) Describe(long begin, long end)
    {
        var first = _shape.PageStart(begin) / BlockBytes;
        var sums = new uint[(end / BlockBytes) - first];
        var tail = new byte[end % BlockBytes];
        if (begin == end)
        {
            // Empty: nothing before the end counts, and it may never have been written.
            return (sums, tail);
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = SumAt((first + i) / SegmentBlocks, (first + i) % SegmentBlocks);
        }

        if (tail.Length > 0)
        {
            Span<byte> block = stackalloc byte[BlockBytes];
            var at = end - tail.Length;
            Read(_shape.SegmentOf(at), at % _shape.SegmentBytes, block);
            block[..tail.Length].CopyTo(tail);
        }

        return (sums, tail);
    }

    /// <summary>Forgets segments below one. Their files stay open until the next call, as a reader may still be at them.</summary>
    public void Retire(uint below)
    {
        lock (_retired)
        {
            _retired.ForEach(segment => segment.Dispose());
            _retired.Clear();
            foreach (var number in _segments.Keys)
            {
                if (number < below && _segments.TryRemove(number, out var segment))
                {
                    _retired.Add(segment);
                }
            }
        }
    }

    public void Dispose()
    {
        _retired.ForEach(segment => segment.Dispose());
        foreach (var segment in _segments.Values)
        {
            segment.Dispose();
        }
    }

    // Zero says that a block was not written, so a sum of zero is told as one.
    private static uint SumOf(ReadOnlySpan<byte> block) => Math.Max(1, Crc32C.Compute(block));

    private uint SumAt(long segment, long block) =>
        _segments.TryGetValue((uint)segment, out var found) && found.Sums[block] is var sum and not 0
            ? sum
            : throw Fault((uint)segment, block * BlockBytes, "was never written");

    private void WritePart(CrcSegment target, uint segment, long offset, ReadOnlySpan<byte> part)
    {
        for (var at = 0; at < part.Length; at += BlockBytes)
        {
            Volatile.Write(ref target.Sums[(offset + at) / BlockBytes], SumOf(part.Slice(at, BlockBytes)));
        }

        target.File.Write(offset, part);
        DropTail((segment * (long)SegmentBlocks) + (offset / BlockBytes), part.Length / BlockBytes);
    }

    private void ReadFile(uint number, long offset, Span<byte> into)
    {
        if (!_segments.TryGetValue(number, out var segment))
        {
            throw Fault(number, offset, "was never written");
        }

        if (Check(segment, offset, into, out _) is null)
        {
            return;
        }

        // The log's last block is written again as it fills, and may be just now: what it held before is in it all the same.
        lock (_writing)
        {
            if (Check(segment, offset, into, out var at) is { } what)
            {
                throw Fault(number, at, what);
            }
        }
    }

    private static string? Check(CrcSegment segment, long offset, Span<byte> into, out long place)
    {
        var count = segment.File.Read(offset, into);
        for (var at = 0; at < into.Length; at += BlockBytes)
        {
            place = offset + at;
            var sum = Volatile.Read(ref segment.Sums[place / BlockBytes]);
            var what = sum == 0 ? "was never written"
                : at + BlockBytes > count ? "lies behind the end of the file"
                : sum != SumOf(into.Slice(at, BlockBytes)) ? "does not match its checksum"
                : null;
            if (what != null)
            {
                return what;
            }
        }

        place = offset;
        return null;
    }

    private void DropTail(long first, int blocks)
    {
        if (_tail is { } tail && tail.Block >= first && tail.Block < first + blocks)
        {
            _tail = null;
        }
    }

    private CrcSegment SegmentToRead(long number) =>
        _segments.TryGetValue((uint)number, out var segment) ? segment : Add((uint)number, _storage.Open(NameOf((uint)number), WriteMode.Buffered));

    private CrcSegment SegmentToWrite(uint number)
    {
        if (_segments.TryGetValue(number, out var segment))
        {
            return segment;
        }

        // Left by a life that ended before its next checkpoint: nothing in it counts.
        var name = NameOf(number);
        return Add(number, _storage.Exists(name) ? _storage.Open(name, WriteMode.Buffered) : _storage.Create(name, WriteMode.Buffered));
    }

    private CrcSegment Add(uint number, IStorageFile file) => _segments[number] = new(file, SegmentBlocks);

    private string NameOf(uint segment) => IndexNames.Segment(_generation, segment);

    private StorageFaultException Fault(uint segment, long offset, string what) =>
        new($"{_storage.Place}/{NameOf(segment)}: the block at {offset} {what}.");

    private sealed record TailBlock(long Block, byte[] Image);
}
