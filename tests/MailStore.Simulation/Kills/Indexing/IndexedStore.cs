using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>A real store in a real directory with an index that is busy: whatever comes is worth a segment, and three of a size become one.</summary>
internal sealed class IndexedStore : IAsyncDisposable
{
    private static readonly AccountName s_owner = AccountName.Create("ann@example.org");

    private static readonly EngineOptions s_options = new()
    {
        Analyst = new MimeAnalyst(),
        Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, CheckpointBytes = 3 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
        Search = new SearchOptions { WorthwhileBytes = 1, WorthwhileMessages = 1, MergeSegments = 3, BuildBytes = 1024 * 1024, BusyPercent = 100 },
    };

    private readonly FileStorage _mail;
    private readonly FileStorage _index;

    private IndexedStore(string folder, bool runsByItself, Action<string> step)
    {
        (_mail, _index) = (FileStorage.Open(MailOf(folder)), FileStorage.Create(Path.Combine(folder, "index")));
        Engine = MailEngine.Open(_ => _mail, s_options with
        {
            Report = line => Reported.Add(line),
            Search = s_options.Search with { RunsByItself = runsByItself },
            SearchStorages = _ => new SpokenStorage(_index, step),
        });
    }

    public MailEngine Engine { get; }

    public List<string> Reported { get; } = [];

    public IAccount Account { get; private set; } = null!;

    public static async Task CreateAsync(string folder)
    {
        using (var mail = FileStorage.Create(MailOf(folder)))
        {
            MailEngine.Create(_ => mail, 1, s_options);
        }

        await using var store = new IndexedStore(folder, runsByItself: false, static _ => { });
        await store.Engine.CreateAccount(s_owner).WhenDurable();
    }

    /// <param name="folder">Where it is.</param>
    /// <param name="runsByItself">Or when it is told to.</param>
    /// <param name="step">Gets what happens to the files of the index.</param>
    public static async Task<IndexedStore> OpenAsync(string folder, bool runsByItself, Action<string> step)
    {
        var store = new IndexedStore(folder, runsByItself, step);
        store.Account = await store.Engine.OpenAccountAsync(s_owner) ?? throw new InvalidOperationException("The account is gone.");
        return store;
    }

    /// <summary>Mostly small, now and then so large that a segment is written in several pieces.</summary>
    public static string TextOf(int number)
    {
        var dice = Dice.For((ulong)number, "text", 0);
        var text = new StringBuilder($"Subject: letter{number} of many\r\n\r\nThis is number{number} and one of tens{number / 10} among all.\r\n");
        for (var words = dice.Percent(10) ? dice.Between(1000, 8000) : dice.Between(1, 300); words > 0; words--)
        {
            text.Append(dice.Next() >> 40).Append(words % 10 == 0 ? "\r\n" : " ");
        }

        return text.Append("\r\n").ToString();
    }

    public async Task AppendAsync(IEnumerable<int> numbers)
    {
        var messages = new List<NewMessage>();
        foreach (var number in numbers)
        {
            var upload = Account.BeginUpload();
            await upload.WriteAsync(Encoding.ASCII.GetBytes(TextOf(number)));
            messages.Add(new(upload));
        }

        var result = await Account.Append(MailboxName.Inbox, messages).WhenDurable();
        if (result.Refusal != Refusal.None)
        {
            throw new InvalidOperationException($"The store refuses: {result.Refusal}.");
        }
    }

    public async Task<IMailbox> InboxAsync() => await Account.OpenAsync(MailboxName.Inbox) ?? throw new InvalidOperationException("INBOX is gone.");

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _index.Dispose();
        _mail.Dispose();
    }

    private static string MailOf(string folder) => Path.Combine(folder, "mail");
}
