using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Engine;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;

namespace MailStore.Bench.Gates.Search;

/// <summary>A store on a disk with its search index beside it, and one account whose mail is searched.</summary>
internal sealed class SearchSite : IAsyncDisposable
{
    private const int Batch = 100;

    private readonly FileStorage _files;
    private readonly string _indexFolder;
    private readonly bool _isIndexed;
    private readonly bool _runsByItself;
    private FileStorage? _index;

    private SearchSite(string folder, bool isIndexed, bool runsByItself, bool isNew)
    {
        (_indexFolder, _isIndexed, _runsByItself) = (Path.Combine(folder, "index"), isIndexed, runsByItself);
        _files = FileStorage.Create(Path.Combine(folder, "mail"));
        Engine = Open(isNew);
    }

    public MailEngine Engine { get; private set; }

    public AccountId Account { get; private set; }

    /// <summary>Of the index on disk.</summary>
    public long IndexBytes => Directory.EnumerateFiles(_indexFolder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    public static async Task<SearchSite> CreateAsync(string folder, bool isIndexed, bool runsByItself)
    {
        var site = new SearchSite(folder, isIndexed, runsByItself, isNew: true);
        site.Account = (await site.Engine.CreateAccount(AccountName.Create("anna"))).Id;
        return site;
    }

    /// <summary>One that was made before.</summary>
    public static SearchSite Open(string folder) => new(folder, isIndexed: true, runsByItself: false, isNew: false);

    /// <summary>Without what was indexed, and with the mailbox waiting for it.</summary>
    public async Task LoseIndexAsync()
    {
        await Engine.DisposeAsync();
        _index?.Dispose();
        Directory.Delete(_indexFolder, recursive: true);
        Engine = Open(isNew: false);
        var account = await Engine.OpenAccountAsync(Account) ?? throw new InvalidOperationException("The account is lost.");
        using var view = await (await account.OpenAsync(MailboxName.Inbox))!.OpenViewAsync(isReadOnly: true);
        await view.SearchAsync(new(SearchNodeKind.Text) { Text = "x" });
    }

    /// <summary>Appends messages, most of them seen, one a minute.</summary>
    public async Task FillAsync(SearchCorpus corpus, int first, int count)
    {
        var account = await Engine.OpenAccountAsync(Account) ?? throw new InvalidOperationException("The account is lost.");
        for (var number = first; number < first + count;)
        {
            var messages = new List<NewMessage>();
            for (; messages.Count < Batch && number < first + count; number++)
            {
                var upload = account.BeginUpload();
                await upload.WriteAsync(corpus.Message(number));
                var flags = (number % 3 == 0 ? SystemFlags.None : SystemFlags.Seen) | (number % 50 == 0 ? SystemFlags.Flagged : SystemFlags.None);
                messages.Add(new(upload) { Flags = new(flags), InternalDate = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number) });
            }

            Check((await account.Append(MailboxName.Inbox, messages)).Refusal);
        }
    }

    /// <summary>Deliveries one by one, by several who each wait for their own.</summary>
    public Task DeliverAsync(IReadOnlyList<byte[]> messages, int writers)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < messages.Count;)
            {
                var upload = Engine.BeginUpload([Account], messages[at].Length);
                await upload.WriteAsync(messages[at]);
                Check((await Engine.Deliver(upload, [new Recipient(Account, MailboxName.Inbox)]))[0].Refusal);
            }
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _index?.Dispose();
        _files.Dispose();
    }

    private MailEngine Open(bool isNew)
    {
        _index = _isIndexed ? FileStorage.Create(_indexFolder) : null;
        var options = new EngineOptions
        {
            Analyst = new MimeAnalyst(),
            SearchStorages = _index is { } index ? _ => index : null,
            Search = new SearchOptions { RunsByItself = _runsByItself },
        };
        if (isNew)
        {
            MailEngine.Create(_ => _files, 1, options);
        }

        return MailEngine.Open(_ => _files, options);
    }

    private static void Check(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            throw new InvalidOperationException($"The store refused a message: {refusal}.");
        }
    }
}
