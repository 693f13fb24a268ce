using System.Net;
using MailStore.Server.Hosting.Proxying;
using MailStore.Server.Watching;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Hosting;

/// <summary>One socket of a listener, from the first octet to the last.</summary>
internal sealed class SocketHandler(Listener listener, Doorkeeper door, Watchtower tower, CancellationToken stopping)
{
    public async Task RunAsync(ConnectionContext socket)
    {
        if (!door.TryEnter())
        {
            Turn(socket, socket.RemoteEndPoint as IPEndPoint, "all");
            return;
        }

        try
        {
            await PassAsync(socket);
        }
        finally
        {
            door.Leave();
        }
    }

    private async Task PassAsync(ConnectionContext socket)
    {
        var peer = socket.RemoteEndPoint as IPEndPoint;
        ProxyHeader? header = null;
        if (door.Proxies.IsProxy(peer?.Address))
        {
            try
            {
                header = await ProxyGate.ReadAsync(socket.Transport.Input, stopping);
                peer = header.Client ?? peer;
            }
            catch (Exception refused) when (refused is InvalidDataException or IOException or OperationCanceledException)
            {
                Turn(socket, peer, "proxy");
                return;
            }
        }

        if (!door.TryTake(peer?.Address))
        {
            Turn(socket, peer, "address");
            return;
        }

        try
        {
            await ServeAsync(socket, peer, header);
        }
        finally
        {
            door.GiveBack(peer?.Address);
        }
    }

    private async Task ServeAsync(ConnectionContext socket, IPEndPoint? peer, ProxyHeader? header)
    {
        using var watched = new WatchedSession(tower, listener.Kind.Option, peer, stopping);
        var end = "broken";
        try
        {
            await using var connection = new SocketConnection(socket, listener.Kind, door.Certificates, watched) { Peer = peer, IsTlsBefore = header?.IsTls == true };
            end = await RunAsync(socket, connection, watched.Stopping);
        }
        finally
        {
            watched.End(watched.Stopping.IsCancellationRequested ? stopping.IsCancellationRequested ? "stopped" : "kicked" : end);
        }
    }

    private async Task<string> RunAsync(ConnectionContext socket, SocketConnection connection, CancellationToken stop)
    {
        try
        {
            if (listener.Kind.IsTls)
            {
                await connection.StartTlsAsync(stop);
            }

            await listener.ServeAsync(connection, stop);
            return "closed";
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // RFC 9051 §3.4: the client may go without a word, and a reset is its way to do so. A handshake that fails ends here too.
            socket.Abort(new ConnectionAbortedException("The client is gone.", gone));
            return listener.Kind.IsTls && connection.Tls is null ? "no-tls" : "gone";
        }
        catch (OutOfMemoryException)
        {
            // The client was told. With so little memory a stack would say what was asked for last, and not what takes it all.
            tower.Log.Write(LogLevel.Error, "memory", [new("protocol", listener.Kind.Option), new("peer", connection.Peer), new("used", GC.GetTotalMemory(forceFullCollection: false)), new("limit", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)]);
            return "memory";
        }
    }

    /// <summary>Without a word to the client: it would cost more than it is worth, and over TLS a handshake.</summary>
    private void Turn(ConnectionContext socket, IPEndPoint? peer, string reason)
    {
        socket.Abort(new ConnectionAbortedException("The connection is not wanted."));
        tower.Meters.Turned.Add(1, new KeyValuePair<string, object?>("reason", reason));
        tower.Log.Write(LogLevel.Warning, "refused", [new("protocol", listener.Kind.Option), new("peer", peer), new("reason", reason)]);
    }
}
