using MailStore.Log.Bodies;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>Bodies of the cold generation, by the order in which they were first appended.</summary>
internal sealed class MovedBodies
{
    private readonly SortedDictionary<ulong, (LogAddress Place, int FrameBytes)> _places = [];

    /// <summary>Remembers a moved body; the younger copy of two holds.</summary>
    public void Add(SegmentWalker walker)
    {
        if (walker.Header.Type == FrameType.Moved && BodyPayload.TryReadMoved(walker.Payload, out var body, out _, out _))
        {
            _places[body.Value] = (walker.Address, walker.Header.FrameBytes);
        }
    }

    public IEnumerable<(LogAddress Body, LogAddress Place, int FrameBytes)> All =>
        _places.Select(pair => (new LogAddress(pair.Key), pair.Value.Place, pair.Value.FrameBytes));
}
