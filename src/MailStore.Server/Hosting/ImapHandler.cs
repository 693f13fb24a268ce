using System.Net;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace MailStore.Server.Hosting;

/// <summary>A socket of the IMAP listener, as Kestrel hands it over.</summary>
internal sealed class ImapHandler(ImapServices services, IHostApplicationLifetime lifetime) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // Until there is TLS: what does not leave this machine cannot be overheard.
        var isPrivate = connection.RemoteEndPoint is IPEndPoint { Address: var peer } && IPAddress.IsLoopback(peer);
        try
        {
            await new ImapConnection(connection.Transport, services, isPrivate).RunAsync(lifetime.ApplicationStopping);
        }
        catch (IOException)
        {
            // RFC 9051 §3.4: the client may go without a word, and a reset is its way to do so.
            connection.Abort();
        }
    }
}
