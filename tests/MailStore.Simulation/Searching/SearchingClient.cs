using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Engine;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Mime.Extraction;
using MailStore.Testing.Connections;

namespace MailStore.Simulation.Searching;

/// <summary>A client of a store that has INBOX selected, without a network.</summary>
internal sealed class SearchingClient : IAuthenticator, IAsyncDisposable
{
    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamReader _reader;
    private readonly Task _server;

    private SearchingClient(MailEngine engine, TextExtraction extraction, TimeProvider clock)
    {
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
        var connection = new ImapConnection(_connection, new ImapServices(engine, this, clock) { Extraction = extraction });
        _server = Task.Run(async () =>
        {
            await connection.RunAsync(_stop.Token);
            await _connection.EndServerAsync();
        });
    }

    public static AccountName User { get; } = AccountName.Create("anna");

    public static async Task<SearchingClient> SelectAsync(MailEngine engine, TextExtraction extraction, TimeProvider clock)
    {
        var client = new SearchingClient(engine, extraction, clock);
        await client._reader.ReadLineAsync();
        await client.AskAsync("LOGIN anna x");
        await client.AskAsync("SELECT INBOX");
        return client;
    }

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(User));

    public async Task<string> AskAsync(string command)
    {
        await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"tag {command}\r\n")));
        var said = new StringBuilder();
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("tag ", StringComparison.Ordinal))
            {
                return line.StartsWith("tag OK", StringComparison.Ordinal) ? said.ToString() : throw new InvalidOperationException($"{command}: {line}");
            }

            said.AppendLine(line);
        }

        throw new InvalidOperationException("The session ended.");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server;
        _stop.Dispose();
    }
}
