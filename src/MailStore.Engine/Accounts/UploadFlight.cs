using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Changes;

namespace MailStore.Engine.Accounts;

/// <summary>A chunk between buffer and disk. When every volume has it, the buffer is filled again, and this carries the next chunk.</summary>
internal sealed class UploadFlight(ArrayPool<byte> buffers)
{
    private readonly List<ChunkRequest> _requests = [];
    private readonly List<ValueTask<bool>> _tickets = [];
    private byte[] _buffer = [];

    /// <summary>With a full buffer.</summary>
    public void Begin(byte[] buffer)
    {
        _buffer = buffer;
        _tickets.Clear();
    }

    public bool TrySend(UploadVolume volume, ReadOnlyMemory<byte> octets)
    {
        if (_requests.Count == _tickets.Count)
        {
            _requests.Add(new());
        }

        var request = _requests[_tickets.Count].Begin(volume.Chunks, octets);
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
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<byte[]> LandAsync()
    {
        for (var number = 0; number < _tickets.Count; number++)
        {
            await _tickets[number];
        }

        return _buffer;
    }

    /// <summary>It is durable everywhere.</summary>
    public void Landed() => buffers.Return(_buffer);

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
