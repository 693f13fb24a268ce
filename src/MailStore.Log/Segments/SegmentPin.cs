using MailStore.Log.Devices;

namespace MailStore.Log.Segments;

/// <summary>Holds a segment readable, also when it is removed meanwhile.</summary>
internal sealed class SegmentPin(Segment segment, IStorageFile file) : IDisposable
{
    private Segment? _segment = segment;

    public IStorageFile File => file;

    public void Dispose() => Interlocked.Exchange(ref _segment, null)?.Unpin();
}
