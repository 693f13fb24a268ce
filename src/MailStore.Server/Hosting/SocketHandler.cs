using System.Net;
using MailStore.Server.Tls;
using Microsoft.AspNetCore.Connections;

namespace MailStore.Server.Hosting;

/// <summary>One socket of a listener, from the first octet to the last.</summary>
internal sealed class SocketHandler(Listener listener, CertificateSet? certificates, PeerLimit peers, CancellationToken stopping)
{
    public async Task RunAsync(ConnectionContext socket)
    {
        var peer = (socket.RemoteEndPoint as IPEndPoint)?.Address;
        if (!peers.TryTake(peer))
        {
            // Without a word: it would cost more than it is worth, and over TLS a handshake.
            socket.Abort(new ConnectionAbortedException("The address has too many connections."));
            return;
        }

        try
        {
            await ServeAsync(socket);
        }
        finally
        {
            peers.GiveBack(peer);
        }
    }

    private async Task ServeAsync(ConnectionContext socket)
    {
        await using var connection = new SocketConnection(socket, listener.Kind, certificates);
        try
        {
            if (listener.Kind.IsTls)
            {
                await connection.StartTlsAsync(stopping);
            }

            await listener.ServeAsync(connection, stopping);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // RFC 9051 §3.4: the client may go without a word, and a reset is its way to do so. A handshake that fails ends here too.
            socket.Abort(new ConnectionAbortedException("The client is gone.", gone));
        }
    }
}
