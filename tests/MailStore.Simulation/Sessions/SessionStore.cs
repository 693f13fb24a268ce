using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Memory;
using MailStore.Testing.Storage;

namespace MailStore.Simulation.Sessions;

/// <summary>The twin, or the engine on a disk in memory, with anna's INBOX and a mailbox beside it.</summary>
internal static class SessionStore
{
    private static readonly AccountName s_anna = AccountName.Create("anna");

    public static async Task<IMailStore> OpenAsync(bool isEngine, TimeProvider clock)
    {
        IMailStore store = isEngine ? OpenEngine(clock) : new MemoryMailStore(clock);
        var account = await store.OpenAccountAsync((await store.CreateAccount(s_anna)).Id) ?? throw new SessionFault("the account is not there");
        await account.Create(MailboxName.Create("Other"));
        return store;
    }

    public static async Task<uint> ValidityAsync(IMailStore store)
    {
        var account = await store.OpenAccountAsync(s_anna) ?? throw new SessionFault("the account is not there");
        var inbox = await account.OpenAsync(MailboxName.Inbox) ?? throw new SessionFault("the mailbox is not there");
        return inbox.Status.UidValidity.Value;
    }

    private static MailEngine OpenEngine(TimeProvider clock)
    {
        var options = new EngineOptions
        {
            Time = clock,
            Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 16 * 1024 * 1024, IndexBuckets = 1 << 8, WriteBehindBytes = 0 },
        };
        var storage = new SimDisk(new SimDiskOptions()).Mount();
        MailEngine.Create(_ => storage, volumes: 1, options);
        return MailEngine.Open(_ => storage, options);
    }
}
