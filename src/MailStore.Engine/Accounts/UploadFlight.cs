using System.Buffers;
using MailStore.Abstractions.Changes;

namespace MailStore.Engine.Accounts;

/// <summary>A chunk between buffer and disk. The buffer is used again once every volume has it.</summary>
internal sealed class UploadFlight(byte[] buffer, ArrayPool<byte> buffers)
{
    private readonly List<ValueTask<bool>> _tickets = [];

    public bool TrySend(UploadVolume volume, ReadOnlyMemory<byte> octets)
    {
        var request = new ChunkRequest(volume.Chunks, octets);
        var outcome = request.Ticket.WhenDurable();
        if (!volume.Host.TrySubmit(request))
        {
            return false;
        }

        _tickets.Add(outcome);
        return true;
    }

    /// <summary>Waits until it is durable. A volume that closed shows here.</summary>
    /// <returns>The buffer, for the next one.</returns>
    public async ValueTask<byte[]> LandAsync()
    {
        foreach (var ticket in _tickets)
        {
            await ticket;
        }

        return buffer;
    }

    /// <summary>It is durable everywhere.</summary>
    public void Landed() => buffers.Return(buffer);

    /// <summary>Waits for whatever comes of it: nobody needs it any more.</summary>
    public async ValueTask SettleAsync()
    {
        try
        {
            await LandAsync();
            Landed();
        }
        catch (StoreUnavailableException)
        {
            // The volume is closed for good, and whoever uploads learns it from the next call. The buffer is left to the collector:
            // a writer that failed may still have been reading it.
        }
    }
}
