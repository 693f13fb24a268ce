using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>Makes and opens indexes.</summary>
internal interface IIndexSource
{
    /// <summary>Whether its checkpoints can be opened again; if not, all of the journal is replayed each time.</summary>
    bool KeepsCheckpoints { get; }

    /// <summary>An empty one, beside whatever an earlier one left behind: that goes with the first checkpoint.</summary>
    IVolumeIndex Create(IStorage storage);

    /// <summary>As it was when this checkpoint was taken. A <see cref="StorageFaultException"/> if it is damaged or gone.</summary>
    IVolumeIndex Open(IStorage storage, ReadOnlySpan<byte> checkpoint);
}
