using System.Collections.Immutable;

namespace MailStore.Engine.Volumes;

/// <summary>One machine: every slot is here, in the volume that the store was created with.</summary>
internal sealed class LocalClusterMap(ImmutableArray<int> volumes) : IClusterMap
{
    // Nothing ever moves here.
    public IDisposable Watch(Action<int> listener) => new Accounts.Watch(() => { });

    public SlotPlace PlaceOf(int slot) => new(volumes[slot], Node: null);
}
