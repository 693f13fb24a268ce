namespace MailStore.Engine.Volumes;

/// <summary>
/// Who serves which slot. An account belongs to a slot for ever, a slot to one volume at a time, and a volume to one node. On one
/// machine all of it is here and never changes; a cluster answers otherwise, and that is no fault.
/// </summary>
public interface IClusterMap
{
    /// <summary>How many slots there are: the number is on disk.</summary>
    const int SlotCount = Accounts.EngineId.SlotCount;

    /// <summary>Tells the number of each slot that is served elsewhere than before, until what it returns is disposed of.</summary>
    IDisposable Watch(Action<int> listener);

    SlotPlace PlaceOf(int slot);
}
