using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>
/// The first fault of the index' device. FASTER goes on with whatever is in its buffers when a read fails, so from the fault on
/// nothing of it counts: the latch is set before FASTER hears of the read, and looked at before anything leaves the index.
/// </summary>
internal sealed class IndexFault
{
    private readonly string _place;
    private StorageFaultException? _first;

    public IndexFault(string place)
    {
        _place = place;
    }

    public bool IsSet => Volatile.Read(ref _first) != null;

    public void Set(StorageFaultException fault) => Interlocked.CompareExchange(ref _first, fault, null);

    public void ThrowIfSet()
    {
        if (Volatile.Read(ref _first) is { } fault)
        {
            throw Describe(fault);
        }
    }

    private StorageFaultException Describe(StorageFaultException fault) =>
        new($"{_place}: the index cannot be used any more: {fault.Message} It is rebuilt from its checkpoint or export and the journal when the store is opened again.", fault);
}
