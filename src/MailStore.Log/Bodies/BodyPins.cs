using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>Holds every segment that some of the octets of certain bodies lie in.</summary>
internal sealed class BodyPins(List<SegmentPin> pins) : IDisposable
{
    public void Dispose()
    {
        foreach (var pin in pins)
        {
            pin.Dispose();
        }
    }
}
