using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
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
    private readonly FileStorage? _index;
    private readonly string _indexFolder;

    private SearchSite(string folder, bool isIndexed, bool runsByItself)
    {
        _indexFolder = Path.Combine(folder, "index");
        _files = FileStorage.Create(Path.Combine(folder, "mail"));
        _index = isIndexed ? FileStorage.Create(_indexFolder) : null;
        var options = new EngineOptions
        {
            Analyst = new MimeAnalyst(),
            SearchStorages = _index is { } index ? _ => index : null,
            Search = new SearchOptions { RunsByItself = runsByItself },
        };
        MailEngine.Create(_ => _files, 1, options);
        Engine = MailEngine.Open(_ => _files, options);
    }

    public MailEngine Engine { get; }

    public AccountId Account { get; private set; }

    /// <summary>Of the index on disk.</summary>
    public long IndexBytes => Directory.EnumerateFiles(_indexFolder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    public static async Task<SearchSite> CreateAsync(string folder, bool isIndexed, bool runsByItself)
    {
        var site = new SearchSite(folder, isIndexed, runsByItself);
        site.Account = (await site.Engine.CreateAccount(AccountName.Create("anna"))).Id;
        return site;
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

    private static void Check(Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            throw new InvalidOperationException($"The store refused a message: {refusal}.");
        }
    }
}
