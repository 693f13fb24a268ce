using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>
/// One body, open. A body in one frame is read and checked whole, once; of a body of chunks only the chunks that are asked for,
/// each whole. It holds its segments by pins, so it may be expunged and compacted under the reader's hands.
/// </summary>
internal sealed class BodyReader : IBodyReader
{
    private readonly SegmentTable _segments;
    private readonly FrameReader _frame;
    private readonly ChunkList? _chunks;
    private readonly int _octetsFrom;
    private readonly uint _firstSegment;
    private SegmentPin? _firstPin;
    private Dictionary<uint, SegmentPin>? _pins;

    private BodyReader(SegmentTable segments, FrameGuard guard, LogAddress place)
    {
        _segments = segments;
        _firstSegment = place.Segment;
        _frame = new FrameReader(segments, guard);
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

    public long Length { get; }

    /// <param name="place">Where the body's frame lies now.</param>
    public static BodyReader Open(SegmentTable segments, FrameGuard guard, LogAddress place) => new(segments, guard, place);

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
        _firstPin?.Dispose();
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
            return (_firstPin ??= Pinned(address.Segment)).File;
        }

        _pins ??= [];
        if (!_pins.TryGetValue(address.Segment, out var pin))
        {
            pin = Pinned(address.Segment);
            _pins.Add(address.Segment, pin);
        }

        return pin.File;
    }

    private SegmentPin Pinned(uint segment) => _segments.TryPin(segment, out var pin)
        ? pin
        : throw new StorageFaultException($"{_segments.Storage.Place}/{SegmentName.Of(segment)} is not there: put the file back or restore it from a backup.");

    private void Checked(bool isRead, LogAddress address)
    {
        if (!isRead)
        {
            throw new StorageFaultException($"{_segments.Storage.Place}/{SegmentName.Of(address.Segment)} holds no such body at {address.Offset}: restore the message from a backup or a replica.");
        }
    }
}
