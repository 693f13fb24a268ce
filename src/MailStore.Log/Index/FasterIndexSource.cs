using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>Indexes of FASTER's, of one size.</summary>
internal sealed class FasterIndexSource(IndexOptions options) : IIndexSource
{
    public bool KeepsCheckpoints => true;

    public IVolumeIndex Create(IStorage storage) => FasterIndex.Create(storage, options);

    public IVolumeIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint) => FasterIndex.Open(storage, checkpoint, options);
}
