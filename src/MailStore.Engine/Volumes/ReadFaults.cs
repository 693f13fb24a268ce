using System.Collections.Concurrent;
using MailStore.Abstractions.Changes;
using MailStore.Log.Devices;

namespace MailStore.Engine.Volumes;

/// <summary>Messages that a disk does not give back: sessions are told to come again, and the operator which file it is, once for each place.</summary>
internal sealed class ReadFaults(Action<string> report)
{
    /// <summary>A disk that is gone fails everywhere.</summary>
    private const int ReportsMax = 100;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    public StoreUnavailableException Told(StorageFaultException fault)
    {
        if (_told.Count < ReportsMax && _told.TryAdd(fault.Message, true))
        {
            report($"a message cannot be read: {fault.Message}");
        }

        return new(fault.Message, fault);
    }
}
