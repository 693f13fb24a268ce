using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MailStore.Server.Hosting;

/// <summary>One place of <see cref="BoundedListeners"/>.</summary>
internal sealed class BoundedListener(IConnectionListener inner, SemaphoreSlim room) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();

    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await room.WaitAsync(_unbound.Token);
        }
        catch (OperationCanceledException)
        {
            // No more come: that is how Kestrel is told.
            return null;
        }

        var socket = await inner.AcceptAsync(cancellationToken);
        if (socket is null)
        {
            room.Release();
            return null;
        }

        return new CountedConnection(socket, room);
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        await inner.UnbindAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        _unbound.Dispose();
    }
}
