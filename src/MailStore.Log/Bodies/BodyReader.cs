using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>
/// One body, open. A body in one frame is read and checked whole, once; of a body of chunks only the chunks that are asked for,
/// each whole. It holds its segments by pins, so it may be expunged and compacted under the reader's hands.
/// </summary>
internal sealed class BodyReader(SegmentTable segments, FrameGuard guard) : IBodyReader
{
    private readonly FrameReader _frame = new(segments, guard);
    private ChunkList? _chunks;
    private int _octetsFrom;
    private uint _firstSegment;
    private Segment? _first;
    private IStorageFile? _firstFile;
    private Dictionary<uint, SegmentPin>? _pins;

    public long Length { get; private set; }

    /// <summary>Of a reader that is new, or closed.</summary>
    /// <param name="place">Where the body's frame lies now.</param>
    public void Open(LogAddress place)
    {
        Invariant.Holds(_first is null && _pins is null);
        (_firstSegment, _chunks, _octetsFrom) = (place.Segment, null, 0);
        try
        {
            _frame.Read(place, Pin(place));
            var type = _frame.Header.Type;
            var payload = _frame.Payload;
            if (type == FrameType.Moved)
            {
                Checked(BodyPayload.TryReadMoved(payload, out _, out type, out payload), place);
            }

            var innerFrom = _frame.Payload.Length - payload.Length;
            if (type == FrameType.BodyMap)
            {
                Checked(BodyPayload.TryReadMap(payload, out _, out _chunks), place);
                Length = _chunks!.Length;
                foreach (var chunk in _chunks.Addresses)
                {
                    Pin(chunk);
                }
            }
            else
            {
                var isBody = BodyPayload.TryReadBody(payload, out _, out var octets);
                Checked(isBody && type == FrameType.Body, place);
                _octetsFrom = innerFrom + octets.Start.GetOffset(payload.Length);
                Length = payload[octets].Length;
            }
        }
        catch (StorageFaultException)
        {
            Dispose();
            throw;
        }
    }

    public int Read(long offset, Span<byte> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var want = (int)Math.Clamp(Length - offset, 0, into.Length);
        if (_chunks is null)
        {
            _frame.Payload.Slice(_octetsFrom + (want > 0 ? (int)offset : 0), want).CopyTo(into);
            return want;
        }

        for (var done = 0; done < want;)
        {
            var at = offset + done;
            var chunk = _chunks.Addresses[(int)(at / _chunks.ChunkBytes)];
            _frame.Read(chunk, Pin(chunk));
            var inChunk = (int)(at % _chunks.ChunkBytes);
            var size = (int)Math.Min(_chunks.ChunkBytes, Length - (at - inChunk));
            Checked(_frame.Header.Type == FrameType.Chunk && _frame.Payload.Length == size, chunk);
            var piece = _frame.Payload[inChunk..];
            piece = piece[..Math.Min(piece.Length, want - done)];
            piece.CopyTo(into[done..]);
            done += piece.Length;
        }

        return want;
    }

    public void Dispose()
    {
        _frame.Dispose();
        (_first, _firstFile, var first) = (null, null, _first);
        first?.Unpin();
        foreach (var pin in _pins?.Values ?? Enumerable.Empty<SegmentPin>())
        {
            pin.Dispose();
        }

        _pins = null;
    }

    // Nearly all bodies lie in one segment.
    private IStorageFile Pin(LogAddress address)
    {
        if (address.Segment == _firstSegment)
        {
            // A segment that could not be opened is not held: it must not be let go either.
            if (_first is null)
            {
                (_first, _firstFile) = segments.TryHold(address.Segment, out var held, out var file) ? (held, file) : throw Missing(address.Segment);
            }

            return _firstFile!;
        }

        _pins ??= [];
        if (!_pins.TryGetValue(address.Segment, out var pin))
        {
            pin = Pinned(address.Segment);
            _pins.Add(address.Segment, pin);
        }

        return pin.File;
    }

    private SegmentPin Pinned(uint segment) => segments.TryPin(segment, out var pin) ? pin : throw Missing(segment);

    private StorageFaultException Missing(uint segment) =>
        new($"{segments.Storage.Place}/{SegmentName.Of(segment)} is not there: put the file back or restore it from a backup.");

    private void Checked(bool isRead, LogAddress address)
    {
        if (!isRead)
        {
            throw new StorageFaultException($"{segments.Storage.Place}/{SegmentName.Of(address.Segment)} holds no such body at {address.Offset}: restore the message from a backup or a replica.");
        }
    }
}
