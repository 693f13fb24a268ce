using MailStore.Server.Tls;
using Microsoft.AspNetCore.Connections;

namespace MailStore.Server.Hosting;

/// <summary>One socket of a listener, from the first octet to the last.</summary>
internal sealed class SocketHandler(Listener listener, CertificateSet? certificates, CancellationToken stopping)
{
    public async Task RunAsync(ConnectionContext socket)
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
