using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Server.Tests.Hosting;

/// <summary>A client that is nothing but a socket.</summary>
internal sealed class ImapSocket : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new() { NoDelay = true };
    private StreamReader? _reader;
    private int _commands;

    public static async Task<ImapSocket> OpenAsync(IPEndPoint place)
    {
        var socket = new ImapSocket();
        await socket._client.ConnectAsync(place);
        socket._reader = new(socket._client.GetStream(), Encoding.Latin1);
        Assert.StartsWith("* OK ", await socket.ReadAsync());
        return socket;
    }

    public async Task<string?> ReadAsync() => await _reader!.ReadLineAsync().WaitAsync(s_patience);

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends a command and gives back all lines up to its tagged one, which must be OK.</summary>
    public async Task<List<string>> DoAsync(string command)
    {
        var tag = $"t{++_commands}";
        await SendAsync($"{tag} {command}\r\n");
        var lines = new List<string>();
        do
        {
            lines.Add(await ReadAsync() ?? throw new InvalidDataException("The server closed the connection."));
        }
        while (!lines[^1].StartsWith(tag + " ", StringComparison.Ordinal));
        Assert.StartsWith(tag + " OK", lines[^1]);
        return lines;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _client.Dispose();
    }
}
