using System.Buffers;
using System.Diagnostics;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Testing.Connections;

namespace MailStore.Bench.Gates.Search;

/// <summary>A client of the front end without a socket between: what is timed is the command, from its line to its tagged reply.</summary>
internal sealed class ImapCaller : IAuthenticator, IAsyncDisposable
{
    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly CancellationTokenSource _stop = new();
    private readonly ArrayBufferWriter<byte> _reply = new();
    private readonly Task _server;

    /// <param name="columns">What was read for sorting, kept from one session to the next, or not.</param>
    public ImapCaller(IMailStore store, ColumnCache columns)
    {
        var connection = new ImapConnection(_connection, new ImapServices(store, this, TimeProvider.System) { Columns = columns });
        _server = Task.Run(async () =>
        {
            await connection.RunAsync(_stop.Token);
            await _connection.EndServerAsync();
        });
    }

    /// <summary>What came before the tagged reply to the last command.</summary>
    public string Reply => Encoding.Latin1.GetString(_reply.WrittenSpan);

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(AccountName.Create("anna")));

    public static async Task<ImapCaller> SelectAsync(IMailStore store, ColumnCache columns)
    {
        var caller = new ImapCaller(store, columns);
        await caller.ReadToAsync("* OK"u8.ToArray());
        await caller.AskAsync("LOGIN anna x");
        await caller.AskAsync("SELECT INBOX");
        return caller;
    }

    /// <returns>Milliseconds.</returns>
    public async Task<double> AskAsync(string command)
    {
        var from = Stopwatch.GetTimestamp();
        await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes($"tag {command}\r\n"));
        await ReadToAsync("tag OK"u8.ToArray());
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server;
        _stop.Dispose();
    }

    // The tagged reply is the last line, and comes whole.
    private async Task ReadToAsync(byte[] start)
    {
        _reply.ResetWrittenCount();
        while (true)
        {
            var result = await _connection.Client.Input.ReadAsync();
            foreach (var piece in result.Buffer)
            {
                _reply.Write(piece.Span);
            }

            _connection.Client.Input.AdvanceTo(result.Buffer.End);
            if (_reply.WrittenSpan.EndsWith("\r\n"u8))
            {
                var line = _reply.WrittenSpan[(_reply.WrittenSpan[..^2].LastIndexOf("\r\n"u8) is var at and >= 0 ? at + 2 : 0)..];
                if (line.StartsWith(start))
                {
                    return;
                }

                if (line.StartsWith("tag "u8))
                {
                    throw new InvalidOperationException(Encoding.Latin1.GetString(line));
                }
            }

            if (result.IsCompleted)
            {
                throw new InvalidOperationException("The session ended.");
            }
        }
    }
}
