using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Testing.Connections;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>A client without a socket, and the server's end of its connection. An octet is a letter.</summary>
internal sealed class ClientConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly MemoryConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;
    private readonly IProtocol _protocol;
    private readonly bool _isCut;
    private readonly StringBuilder _received = new();

    public ClientConnection(IProtocol protocol, IMailStore store, Script script, bool isCut)
    {
        _protocol = protocol;
        _isCut = isCut;
        _connection = new()
        {
            IsPrivate = !script.Fixture.Contains("public"),
            HasCertificate = script.Fixture.Contains("certificate"),
        };
        _server = RunAsync(store, script);
    }

    public async Task SendAsync(string text)
    {
        foreach (var piece in Encoding.Latin1.GetBytes(text).Chunk(_isCut ? 1 : 4096))
        {
            await _connection.Client.Output.WriteAsync(piece);
            if (_isCut)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Sends all that there is to say, as far as the server listens, and leaves.</summary>
    public async Task SendAllAsync(string text)
    {
        await SendAsync(text);
        await _connection.Client.Output.CompleteAsync();
    }

    /// <summary>A whole response without its last CRLF; null where the server has closed.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            var text = _received.ToString();
            if (_protocol.ResponseLength(text) is > 0 and var length)
            {
                _received.Remove(0, length);
                return text[..(length - 2)];
            }

            if (!await ReceiveAsync())
            {
                // A fault of the server is the test's fault too.
                await _server;
                return _received.Length == 0 ? null : throw new InvalidDataException($"The server left off in the middle: {_received}");
            }
        }
    }

    /// <summary>Until there is a response, or the server has closed.</summary>
    public async Task ListenAsync()
    {
        while (_protocol.ResponseLength(_received.ToString()) == 0 && await ReceiveAsync())
        {
        }
    }

    /// <summary>The client's part of the handshake.</summary>
    public void StartTls() => _connection.StartClientTls();

    /// <summary>The server stops: the session is told so.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _server.WaitAsync(s_patience);
    }

    /// <summary>The client is gone, and the session with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server.WaitAsync(s_patience);
        _stop.Dispose();
    }

    /// <returns>False where nothing more comes.</returns>
    private async Task<bool> ReceiveAsync()
    {
        var result = await _connection.Client.Input.ReadAsync().AsTask().WaitAsync(s_patience);
        foreach (var segment in result.Buffer)
        {
            _received.Append(Encoding.Latin1.GetString(segment.Span));
        }

        _connection.Client.Input.AdvanceTo(result.Buffer.End);
        return result is not { IsCompleted: true, Buffer.IsEmpty: true };
    }

    private async Task RunAsync(IMailStore store, Script script)
    {
        try
        {
            await Task.Yield();
            await _protocol.ServeAsync(_connection, store, script, _stop.Token);
        }
        finally
        {
            await _connection.EndServerAsync();
        }
    }
}
