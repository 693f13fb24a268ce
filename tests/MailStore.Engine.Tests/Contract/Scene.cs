using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

/// <summary>A store with one account, and short words for what tests do to it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 30, 15, TimeSpan.Zero);

    private readonly IStoreHome _home;
    private readonly List<IMailboxView> _views = [];

    private Scene(IStoreHome home, ManualClock clock)
    {
        _home = home;
        Clock = clock;
    }

    public ManualClock Clock { get; }

    public IMailStore Store => _home.Store;

    public IAccount Anna { get; private set; } = null!;

    public static async Task<Scene> OpenAsync(StoreKind kind, IMessageAnalyst? analyst = null)
    {
        var clock = new ManualClock(Start);
        var scene = new Scene(await HomeOf(kind, clock, analyst), clock);
        scene.Anna = await scene.AccountAsync("anna@example.org");
        return scene;
    }

    public async Task<IAccount> AccountAsync(string name)
    {
        await Store.CreateAccount(AccountName.Create(name));
        return await Store.OpenAccountAsync(AccountName.Create(name)) ?? throw new InvalidOperationException($"{name} was not created.");
    }

    public Task RestartAsync() => AgainAsync(_home.RestartAsync);

    public Task CrashAsync() => AgainAsync(_home.CrashAsync);

    public async Task<IMailbox> MailboxAsync(string name = "INBOX") =>
        await Anna.OpenAsync(MailboxName.Create(name)) ?? throw new InvalidOperationException($"There is no mailbox {name}.");

    public async Task<IMailbox> CreateAsync(string name)
    {
        Assert.Equal(Refusal.None, (await Anna.Create(MailboxName.Create(name))).Refusal);
        return await MailboxAsync(name);
    }

    public Task<IMailboxView> SelectAsync(string name = "INBOX") => ViewAsync(name, isReadOnly: false);

    public Task<IMailboxView> ExamineAsync(string name = "INBOX") => ViewAsync(name, isReadOnly: true);

    public async Task<IUpload> UploadAsync(string text, long? announcedBytes = null) => await FillAsync(Anna.BeginUpload(announcedBytes), text);

    public async Task<Uid> AppendAsync(string text, FlagSet flags = default, string name = "INBOX")
    {
        var result = await Anna.Append(MailboxName.Create(name), [new(await UploadAsync(text)) { Flags = flags }]);
        Assert.Equal(Refusal.None, result.Refusal);
        return result.Uids.Each().Single();
    }

    /// <summary>Short messages, one append each.</summary>
    public async Task FillAsync(int count, string name = "INBOX")
    {
        for (var number = 1; number <= count; number++)
        {
            await AppendAsync($"Subject: {number}\r\n\r\n", name: name);
        }
    }

    public async Task<IReadOnlyList<DeliveryResult>> DeliverAsync(string text, params Recipient[] recipients) =>
        await Store.Deliver(await FillAsync(Store.BeginUpload([.. recipients.Select(recipient => recipient.Account)]), text), recipients);

    public async ValueTask DisposeAsync()
    {
        _views.ForEach(view => view.Dispose());
        await _home.DisposeAsync();
    }

    private static Task<IStoreHome> HomeOf(StoreKind kind, TimeProvider clock, IMessageAnalyst? analyst) => kind switch
    {
        StoreKind.Twin => Task.FromResult<IStoreHome>(new TwinHome(clock, analyst)),
        StoreKind.Engine => Task.FromResult<IStoreHome>(new EngineHome(clock, analyst)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static async Task<IUpload> FillAsync(IUpload upload, string text)
    {
        await upload.WriteAsync(Encoding.UTF8.GetBytes(text));
        return upload;
    }

    private async Task<IMailboxView> ViewAsync(string name, bool isReadOnly)
    {
        var view = await (await MailboxAsync(name)).OpenViewAsync(isReadOnly);
        _views.Add(view);
        return view;
    }

    private async Task AgainAsync(Func<Task> restart)
    {
        var name = Anna.Name;
        _views.ForEach(view => view.Dispose());
        _views.Clear();
        await restart();
        Anna = await Store.OpenAccountAsync(name) ?? throw new InvalidOperationException($"{name} is lost.");
    }
}
