using System.Buffers;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>Opens bodies for any number of readers.</summary>
internal sealed class BodyShelf(SegmentTable segments, FrameGuard guard, IIndexReader index)
{
    [ThreadStatic]
    private static IndexBuffer? _buffer;

    /// <summary>Opens a body by its id, wherever it lies now.</summary>
    public IBodyReader Open(LogAddress body, BodyReader? closed = null)
    {
        var reader = closed ?? new BodyReader(segments, guard);
        for (var place = PlaceOf(body); ;)
        {
            try
            {
                reader.Open(place);
                return reader;
            }
            catch (StorageFaultException) when (PlaceOf(body) is var now && now != place)
            {
                // Moved between the look-up and the pin.
                place = now;
            }
        }
    }

    /// <summary>
    /// The last octets of a body, from an offset on, if they were given a checksum of their own: without reading the rest, and
    /// without memory but for them. False if they were not, or do not match it: then <see cref="Open"/> tells.
    /// </summary>
    public bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into)
    {
        var place = PlaceOf(body);
        if (!segments.TryHold(place.Segment, out var segment, out var file))
        {
            return false;
        }

        try
        {
            return TailReader.TryRead(file, place.Offset, guard.Of(place), from, into);
        }
        finally
        {
            segment.Unpin();
        }
    }

    /// <summary>Holds all segments that these bodies lie in now, chunks and all; null if they lie nowhere any more.</summary>
    public BodyPins? Pin(IReadOnlyList<LogAddress> bodies)
    {
        var numbers = new HashSet<uint>();
        var buffer = _buffer ??= new IndexBuffer();
        foreach (var body in bodies)
        {
            if (!index.TryRead(LogKeys.Body(body), buffer))
            {
                numbers.Add(body.Segment);
                continue;
            }

            var record = BodyRecord.Read(buffer.Span);
            numbers.Add(record.Place.Segment);
            numbers.UnionWith(record.Runs.Select(run => run.Segment));
        }

        var pins = new List<SegmentPin>();
        foreach (var number in numbers)
        {
            if (segments.TryPin(number, out var pin))
            {
                pins.Add(pin);
            }
        }

        return pins.Count == 0 ? null : new(pins);
    }

    private LogAddress PlaceOf(LogAddress body)
    {
        var buffer = _buffer ??= new IndexBuffer();
        return index.TryRead(LogKeys.Body(body), buffer) ? BodyRecord.Read(buffer.Span).Place : body;
    }
}
