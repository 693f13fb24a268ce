using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>As little of an IMAP client as a measurement needs.</summary>
internal sealed class ImapClient : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private Stream _stream = null!;
    private StreamReader _reader = null!;

    /// <summary>For whoever reads the socket without this client.</summary>
    public int Descriptor => (int)_client.Client.Handle;

    /// <param name="isTls">From the first octet on, with whatever certificate.</param>
    public static async Task<ImapClient> LogInAsync(IPEndPoint place, string user, string password, bool isTls = false)
    {
        var client = new ImapClient();
        await client._client.ConnectAsync(place);
        client._stream = client._client.GetStream();
        if (isTls)
        {
            var secret = new SslStream(client._stream);
            client._stream = secret;
#pragma warning disable CA5359 // A server under measurement has a certificate that it made itself, and nothing secret is said to it.
            await secret.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, _, _, _) => true });
#pragma warning restore CA5359
        }

        client._reader = new(client._stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 512);
        await client.UntilAsync("* OK");
        await client.DoAsync($"LOGIN \"{user}\" \"{password}\"");
        return client;
    }

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    public async Task DoAsync(string command)
    {
        await SendAsync($"x {command}\r\n");
        await UntilAsync("x OK");
    }

    /// <summary>Reads on to a line that starts like this.</summary>
    public async Task<string> UntilAsync(string start)
    {
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return line;
            }

            if (line.StartsWith("x NO", StringComparison.Ordinal) || line.StartsWith("x BAD", StringComparison.Ordinal) || line.StartsWith("* BYE", StringComparison.Ordinal))
            {
                throw new InvalidDataException(line);
            }
        }

        throw new InvalidDataException("The server closed the connection.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }
}
