using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Testing.Connections;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Searching;

/// <summary>A store with a search index, or without one, and a client that has INBOX selected.</summary>
internal sealed class SearchedStore : IAuthenticator, IAsyncDisposable
{
    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualClock _clock = new();
    private readonly MailEngine _engine;
    private readonly StreamReader _reader;
    private readonly Task _server;

    private SearchedStore(bool isIndexed)
    {
        var (mail, index) = (new SimDisk(new() { Place = "sim:mail" }), new SimDisk(new() { Place = "sim:index" }));
        var options = new EngineOptions
        {
            Time = _clock,
            Analyst = new MimeAnalyst(),
            SearchStorages = isIndexed ? _ => index.Mount() : null,
            Search = new SearchOptions { WorthwhileBytes = 1, WorthwhileMessages = 1, RunsByItself = false },
        };
        MailEngine.Create(_ => mail.Mount(), 1, options);
        _engine = MailEngine.Open(_ => mail.Mount(), options);
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
        var connection = new ImapConnection(_connection, new ImapServices(_engine, this, _clock));
        _server = Task.Run(async () =>
        {
            await connection.RunAsync(_stop.Token);
            await _connection.EndServerAsync();
        });
    }

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(AccountName.Create("anna")));

    public static async Task<SearchedStore> OpenAsync(bool isIndexed)
    {
        var store = new SearchedStore(isIndexed);
        await store._engine.CreateAccount(AccountName.Create("anna"));
        await store._reader.ReadLineAsync();
        await store.AskAsync("LOGIN anna x");
        await store.AskAsync("SELECT INBOX");
        return store;
    }

    /// <summary>Flags and dates go by the number, so that they are the same in each store.</summary>
    public async Task AppendAsync(IEnumerable<byte[]> messages)
    {
        var number = 0;
        var account = (await _engine.OpenAccountAsync(AccountName.Create("anna")))!;
        foreach (var message in messages)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(message);
            var flags = (SystemFlags)(number * 7 % 32);
            Keyword[] keywords = number % 3 == 0 ? [Keyword.Create("$Some")] : [];
            var received = new DateTimeOffset(2026, 1, 1, 23, 0, 0, TimeSpan.FromHours((number % 5) - 2)).AddDays(number % 60);
            await account.Append(MailboxName.Inbox, [new(upload) { Flags = new(flags, [.. keywords]), InternalDate = received }]);
            number++;
        }

        await AskAsync("NOOP");
    }

    /// <summary>What waits is indexed, and some is made into fewer segments.</summary>
    public void Index() => _engine.RunIndexing();

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
        await _engine.DisposeAsync();
    }
}
