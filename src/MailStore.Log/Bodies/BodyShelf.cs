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
    public IBodyReader Open(LogAddress body)
    {
        for (var place = PlaceOf(body); ;)
        {
            try
            {
                return BodyReader.Open(segments, guard, place);
            }
            catch (StorageFaultException) when (PlaceOf(body) is var now && now != place)
            {
                // Moved between the look-up and the pin.
                place = now;
            }
        }
    }

    /// <summary>Holds the segment that a body lies in now; null if it lies nowhere any more.</summary>
    public SegmentPin? Pin(LogAddress body) => segments.TryPin(PlaceOf(body).Segment, out var pin) ? pin : null;

    private LogAddress PlaceOf(LogAddress body)
    {
        var buffer = _buffer ??= new IndexBuffer();
        return index.TryRead(LogKeys.Body(body), buffer) ? BodyRecord.Read(buffer.Span).Place : body;
    }
}
