using System.Text;
using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Simulation.Indexes;

/// <summary>An index in memory whose checkpoints are plain files: what a volume does with checkpoints, at a hundredth of the time.</summary>
internal sealed class PlainIndexSource : IIndexSource
{
    public bool KeepsCheckpoints => true;

    public IVolumeIndex Create(IStorage storage)
    {
        foreach (var name in storage.List().Where(name => name.StartsWith(PlainIndex.Prefix, StringComparison.Ordinal)))
        {
            storage.Delete(name);
        }

        return new PlainIndex(storage, 0);
    }

    public IVolumeIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint) => PlainIndex.Open(storage, Encoding.ASCII.GetString(checkpoint));
}
