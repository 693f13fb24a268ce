using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;

namespace MailStore.Bench.Gates.Store;

/// <summary>A store on a disk, and the many who deliver to it.</summary>
internal sealed class EngineSite : IDisposable
{
    private readonly FileStorage _files;
    private readonly EngineOptions _options = new();
    private MailEngine _engine;

    public EngineSite(string folder)
    {
        _files = FileStorage.Create(folder);
        Storage = new(_files);
        MailEngine.Create(_ => Storage, 1, _options);
        _engine = MailEngine.Open(_ => Storage, _options);
    }

    public CountedStorage Storage { get; }

    public MailEngine Engine => _engine;

    public List<AccountId> Accounts { get; } = [];

    public async Task AddAccountsAsync(int count)
    {
        for (var first = Accounts.Count; Accounts.Count < count; first = Accounts.Count)
        {
            var tickets = Enumerable.Range(first, Math.Min(100, count - first)).Select(i => _engine.CreateAccount(AccountName.Create($"user{i}@example.org"))).ToList();
            foreach (var ticket in tickets)
            {
                Accounts.Add((await ticket).Id);
            }
        }
    }

    /// <summary>So many messages by so many writers, each of whom waits for its own.</summary>
    public Task DeliverAsync(int writers, int messages, byte[] message)
    {
        var left = messages;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Decrement(ref left)) >= 0;)
            {
                var account = Accounts[i % Accounts.Count];
                var upload = _engine.BeginUpload([account], message.Length);
                await upload.WriteAsync(message);
                var results = await _engine.Deliver(upload, [new Recipient(account, MailboxName.Inbox)]);
                if (results[0].Refusal != Abstractions.Changes.Refusal.None)
                {
                    throw new InvalidOperationException($"A delivery was refused: {results[0].Refusal}.");
                }
            }
        })));
    }

    /// <summary>Ends as a killed process does, and opens again.</summary>
    public void Kill()
    {
        _engine.Abandon();
        _engine = MailEngine.Open(_ => Storage, _options);
    }

    public void Dispose()
    {
        _engine.Abandon();
        _files.Dispose();
    }
}
