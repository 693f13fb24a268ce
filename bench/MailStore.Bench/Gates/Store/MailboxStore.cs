using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;

namespace MailStore.Bench.Gates.Store;

/// <summary>A store of one volume in a folder, with one account whose large mailbox is looked at.</summary>
internal sealed class MailboxStore : IAsyncDisposable
{
    private const int SourceMessages = 10_000;
    private static readonly AccountName Owner = AccountName.Create("anna@example.org");
    private readonly FileStorage _storage;
    private readonly MailEngine _engine;

    private MailboxStore(FileStorage storage, MailEngine engine)
    {
        _storage = storage;
        _engine = engine;
    }

    public static MailboxName Large { get; } = MailboxName.Create("Large");

    /// <summary>Where the messages of the large one come from; of ten thousand.</summary>
    public static MailboxName Source { get; } = MailboxName.Create("Source");

    /// <summary>Messages are appended once and copied until there are enough, which fills a mailbox fastest.</summary>
    public static async Task CreateAsync(string folder, int messages)
    {
        using (var storage = FileStorage.Create(folder))
        {
            MailEngine.Create(_ => storage, volumes: 1, new EngineOptions());
        }

        await using var store = Open(folder);
        await store._engine.CreateAccount(Owner);
        var account = await store.AccountAsync();
        await account.Create(Source);
        await account.Create(Large);
        var sources = Math.Min(SourceMessages, messages);
        for (var count = 0; count < sources; count += 100)
        {
            await account.Append(Source, await MessagesAsync(account, Math.Min(100, sources - count)));
        }

        var source = (await account.OpenAsync(Source))!;
        for (var count = 0; count < messages; count += sources)
        {
            var uids = UidSet.OfRanges(new UidRange(1, (uint)Math.Min(sources, messages - count)));
            Check(await account.Transfer(source, uids, Large, TransferKind.Copy));
        }
    }

    public static MailboxStore Open(string folder)
    {
        var storage = FileStorage.Open(folder);
        return new(storage, MailEngine.Open(_ => storage, new EngineOptions()));
    }

    public async Task<IAccount> AccountAsync() => (await _engine.OpenAccountAsync(Owner))!;

    /// <summary>All that SELECT says: numbers, flags, and a view that is ready to be asked.</summary>
    public async Task<IMailboxView> SelectAsync(MailboxName name)
    {
        var account = await AccountAsync();
        var mailbox = (await account.OpenAsync(name))!;
        var view = await mailbox.OpenViewAsync(isReadOnly: true);
        var status = mailbox.Status;
        if (status.Messages != view.Count || status.UidNext <= view.UidAt(view.Count))
        {
            throw new InvalidOperationException("The mailbox and its view do not agree.");
        }

        return view;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _storage.Dispose();
    }

    private static async Task<NewMessage[]> MessagesAsync(IAccount account, int count)
    {
        var messages = new NewMessage[count];
        for (var place = 0; place < count; place++)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(Encoding.ASCII.GetBytes($"Subject: {place}\r\n\r\nshort\r\n"));
            messages[place] = new(upload);
        }

        return messages;
    }

    private static void Check(TransferResult result)
    {
        if (result.Refusal != Refusal.None)
        {
            throw new InvalidOperationException($"The store refused to copy: {result.Refusal}.");
        }
    }
}
