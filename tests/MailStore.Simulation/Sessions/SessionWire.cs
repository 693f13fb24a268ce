using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Testing.Connections;

namespace MailStore.Simulation.Sessions;

/// <summary>A connection to a server of its own, both in memory. An octet is a letter.</summary>
internal sealed class SessionWire : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly Task _server;
    private readonly StringBuilder _received = new();

    public SessionWire(IMailStore store, TimeProvider clock) => _server = ServeAsync(store, clock);

    public async Task SendAsync(string text) => await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>A whole response without its last CRLF.</summary>
    public async Task<string> ReadAsync()
    {
        while (true)
        {
            if (TakeWhole() is { } response)
            {
                return response;
            }

            var result = await _connection.Client.Input.ReadAsync().AsTask().WaitAsync(s_patience);
            Take(result);
            if (result is { IsCompleted: true, Buffer.IsEmpty: true })
            {
                await _server;
                throw new SessionFault("the server has closed the connection");
            }
        }
    }

    /// <summary>What has come without being asked for; null if nothing has.</summary>
    public string? TryRead()
    {
        while (_connection.Client.Input.TryRead(out var result) && !result.Buffer.IsEmpty)
        {
            Take(result);
        }

        return TakeWhole();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server.WaitAsync(s_patience);
    }

    private async Task ServeAsync(IMailStore store, TimeProvider clock)
    {
        try
        {
            await Task.Yield();
            await new ImapConnection(_connection, new ImapServices(store, new AnyPassword(), clock)).RunAsync(CancellationToken.None);
        }
        finally
        {
            await _connection.EndServerAsync();
        }
    }

    private void Take(System.IO.Pipelines.ReadResult result)
    {
        foreach (var segment in result.Buffer)
        {
            _received.Append(Encoding.Latin1.GetString(segment.Span));
        }

        _connection.Client.Input.AdvanceTo(result.Buffer.End);
    }

    // RFC 9051 §4.3: a literal's octets belong to the response, and so does the line behind them.
    private string? TakeWhole()
    {
        var text = _received.ToString();
        for (var from = 0; text.IndexOf("\r\n", from, StringComparison.Ordinal) is >= 0 and var end;)
        {
            var brace = end > 0 && text[end - 1] == '}' ? text.LastIndexOf('{', end) : -1;
            if (brace < from)
            {
                _received.Remove(0, end + 2);
                return text[..end];
            }

            from = end + 2 + int.Parse(text.AsSpan(brace + 1, end - brace - 2), CultureInfo.InvariantCulture);
            if (from > text.Length)
            {
                return null;
            }
        }

        return null;
    }
}
