using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Mime.Extraction;
using MailStore.Mime.Office;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Searching;

/// <summary>A store with a search index, or without one, and a client that has INBOX selected. Attachments are read in both.</summary>
internal sealed class SearchedStore : IAsyncDisposable
{
    private readonly MailEngine _engine;
    private SearchingClient _client = null!;

    private SearchedStore(bool isIndexed)
    {
        var (mail, index) = (new SimDisk(new() { Place = "sim:mail" }), new SimDisk(new() { Place = "sim:index" }));
        var options = new EngineOptions
        {
            Time = Clock,
            Analyst = new MimeAnalyst(),
            Extraction = Extraction,
            SearchStorages = isIndexed ? _ => index.Mount() : null,
            Search = new SearchOptions { WorthwhileBytes = 1, WorthwhileMessages = 1, RunsByItself = false },
        };
        MailEngine.Create(_ => mail.Mount(), 1, options);
        _engine = MailEngine.Open(_ => mail.Mount(), options);
    }

    /// <summary>Both stores have the same, as index and search of one have.</summary>
    public static TextExtraction Extraction { get; } = new([new OfficeText()], new(), TimeProvider.System);

    private ManualClock Clock { get; } = new();

    public static async Task<SearchedStore> OpenAsync(bool isIndexed)
    {
        var store = new SearchedStore(isIndexed);
        await store._engine.CreateAccount(SearchingClient.User);
        store._client = await SearchingClient.SelectAsync(store._engine, Extraction, store.Clock);
        return store;
    }

    /// <summary>Flags and dates go by the number, so that they are the same in each store.</summary>
    public async Task AppendAsync(IEnumerable<byte[]> messages)
    {
        var number = 0;
        var account = (await _engine.OpenAccountAsync(SearchingClient.User))!;
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

    public Task<string> AskAsync(string command) => _client.AskAsync(command);

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _engine.DisposeAsync();
    }
}
