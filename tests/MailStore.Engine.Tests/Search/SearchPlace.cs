using System.Collections.Concurrent;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Searching;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Tests.Contract;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Mime.Extraction;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>A store of one account whose mail lies on one simulated disk and whose search index lies on another.</summary>
internal sealed class SearchPlace : IAsyncDisposable
{
    private readonly SimDisk _mail = new(new() { Place = "sim:mail" });
    private readonly ConcurrentQueue<string> _reported = new();
    private readonly EngineOptions _options;
    private MailEngine _engine;

    public SearchPlace(SearchOptions? search = null)
    {
        _options = new()
        {
            Time = Clock,
            Analyst = new MimeAnalyst(),
            Report = _reported.Enqueue,
            Volume = new VolumeOptions { SegmentBytes = 16 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
            SearchStorages = _ => Files = Index.Mount(),
            Search = (search ?? new()) with { RunsByItself = false },
        };
        MailEngine.Create(_ => _mail.Mount(), 1, _options);
        _engine = Open();
    }

    public ManualClock Clock { get; } = new(Scene.Start);

    /// <summary>Where the index lies.</summary>
    public SimDisk Index { get; private set; } = new(new() { Place = "sim:index" });

    /// <summary>The same, as the engine has it.</summary>
    public SimStorage Files { get; private set; } = null!;

    /// <summary>Who reads attachments, from the next start on.</summary>
    public TextExtraction Extraction { get; set; } = TextExtraction.None;

    public IAccount Anna { get; private set; } = null!;

    /// <summary>What the operator was told.</summary>
    public IReadOnlyCollection<string> Reported => _reported;

    /// <summary>Enough for a segment whatever it costs.</summary>
    public static SearchOptions Eager { get; } = new() { WorthwhileBytes = 1, WorthwhileMessages = 1 };

    public static async Task<SearchPlace> OpenAsync(SearchOptions? search = null)
    {
        var place = new SearchPlace(search ?? Eager);
        await place._engine.CreateAccount(AccountName.Create("anna@example.org"));
        await place.FindAnnaAsync();
        return place;
    }

    public async Task AppendAsync(byte[] message, string mailbox = "INBOX")
    {
        var upload = Anna.BeginUpload();
        await upload.WriteAsync(message);
        Assert.Equal(Refusal.None, (await Anna.Append(MailboxName.Create(mailbox), [new(upload)])).Refusal);
    }

    public async Task<IMailboxView> ViewAsync(string mailbox = "INBOX") =>
        await (await Anna.OpenAsync(MailboxName.Create(mailbox)))!.OpenViewAsync(isReadOnly: true);

    /// <summary>Indexes what waits, and waits for it.</summary>
    public void RunIndexing() => _engine.RunIndexing();

    /// <summary>The same of mailboxes that nobody has used since the start.</summary>
    public void RunIndexSweep() => _engine.RunIndexSweep();

    public async Task<SearchAnswer> FindAsync(SearchField field, string text, string name = "")
    {
        using var view = await ViewAsync();
        return await view.SearchAsync(new(SearchNodeKind.Text) { Field = field, Text = text, Name = name });
    }

    public async Task RestartAsync(bool isKilled = false)
    {
        if (isKilled)
        {
            Index.CutPower();
            _mail.CutPower();
            _engine.Abandon();
        }
        else
        {
            await _engine.DisposeAsync();
        }

        _engine = Open();
        await FindAnnaAsync();
    }

    /// <summary>Its files are gone.</summary>
    public async Task LoseIndexAsync()
    {
        await _engine.DisposeAsync();
        Index = new(new() { Place = "sim:index" });
        _engine = Open();
        await FindAnnaAsync();
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private MailEngine Open() => MailEngine.Open(_ => _mail.Mount(), _options with { Extraction = Extraction });

    private async Task FindAnnaAsync() => Anna = (await _engine.OpenAccountAsync(AccountName.Create("anna@example.org")))!;
}
