using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Log.Tests.Ledger;

internal sealed class SavedIndexSource : IIndexSource
{
    public bool KeepsCheckpoints => true;

    public IVolumeIndex Create(IStorage storage)
    {
        var index = new SavedIndex(storage, 0);
        index.KeepOnly([]);
        return index;
    }

    public IVolumeIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint) => SavedIndex.Load(storage, checkpoint);
}
