using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Testing.Storage;

/// <summary>Indexes in memory.</summary>
internal sealed class MemoryIndexSource : IIndexSource
{
    public bool KeepsCheckpoints => false;

    public IVolumeIndex Create(IStorage storage) => new MemoryIndex();

    public IVolumeIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint) => new MemoryIndex();
}
