using System.IO.Pipelines;
using System.Text;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;

namespace MailStore.Transcripts.Running;

/// <summary>A client without a socket: two pipes, with the server's connection at their other ends. An octet is a letter.</summary>
internal sealed class ClientConnection : IDuplexPipe, IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _server;
    private readonly bool _isCut;
    private readonly StringBuilder _received = new();

    public ClientConnection(ImapServices services, bool isPrivate, bool isCut)
    {
        _isCut = isCut;
        _server = RunAsync(new ImapConnection(this, services, isPrivate));
    }

    PipeReader IDuplexPipe.Input => _toServer.Reader;

    PipeWriter IDuplexPipe.Output => _toClient.Writer;

    public async Task SendAsync(string text)
    {
        foreach (var piece in Encoding.Latin1.GetBytes(text).Chunk(_isCut ? 1 : 4096))
        {
            await _toServer.Writer.WriteAsync(piece);
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
        await _toServer.Writer.CompleteAsync();
    }

    /// <summary>A whole response, its literals included, without its last CRLF; null where the server has closed.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            if (TakeResponse() is { } response)
            {
                return response;
            }

            var result = await _toClient.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
            foreach (var segment in result.Buffer)
            {
                _received.Append(Encoding.Latin1.GetString(segment.Span));
            }

            _toClient.Reader.AdvanceTo(result.Buffer.End);
            if (result is { IsCompleted: true, Buffer.IsEmpty: true })
            {
                // A fault of the server is the test's fault too.
                await _server;
                return _received.Length == 0 ? null : throw new InvalidDataException($"The server left off in the middle: {_received}");
            }
        }
    }

    /// <summary>The server stops: the session is told so.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _server.WaitAsync(s_patience);
    }

    /// <summary>The client is gone, and the session with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _toClient.Reader.CompleteAsync();
        await _server.WaitAsync(s_patience);
        _stop.Dispose();
    }

    private async Task RunAsync(ImapConnection connection)
    {
        try
        {
            await Task.Yield();
            await connection.RunAsync(_stop.Token);
        }
        finally
        {
            await _toClient.Writer.CompleteAsync();
            await _toServer.Reader.CompleteAsync();
        }
    }

    private string? TakeResponse()
    {
        var text = _received.ToString();
        for (var from = 0; ;)
        {
            var end = text.IndexOf("\r\n", from, StringComparison.Ordinal);
            if (end < 0)
            {
                return null;
            }

            var brace = text[end - 1 >= 0 ? end - 1 : 0] == '}' ? text.LastIndexOf('{', end) : -1;
            if (brace < from || !int.TryParse(text.AsSpan(brace + 1, end - brace - 2), out var length))
            {
                _received.Remove(0, end + 2);
                return text[..end];
            }

            from = end + 2 + length;
            if (from > text.Length)
            {
                return null;
            }
        }
    }
}
