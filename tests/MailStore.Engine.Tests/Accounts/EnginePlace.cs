using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Accounts;
using MailStore.Engine.Tests.Contract;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

/// <summary>An engine on simulated disks, and short words for what tests of it do.</summary>
internal sealed class EnginePlace : IAsyncDisposable
{
    private readonly EngineHome _home;

    public EnginePlace(EngineLimits? limits = null, IMessageAnalyst? analyst = null, int volumes = 2)
    {
        Clock = new ManualClock(Scene.Start);
        _home = new(Clock, analyst, limits, volumes);
    }

    public ManualClock Clock { get; }

    public EngineHome Home => _home;

    public MailEngine Engine => _home.Engine;

    public static byte[] Letters(int count)
    {
        var octets = new byte[count];
        for (var i = 0; i < count; i++)
        {
            octets[i] = (byte)('a' + ((i * 31L / 7) % 26));
        }

        return octets;
    }

    public async Task<IAccount> AccountAsync(string name)
    {
        await Engine.CreateAccount(AccountName.Create(name));
        return (await Engine.OpenAccountAsync(AccountName.Create(name)))!;
    }

    /// <summary>Two accounts that live in different volumes.</summary>
    public async Task<(IAccount First, IAccount Second)> ApartAsync()
    {
        var first = await AccountAsync("user0@example.org");
        for (var number = 1; ; number++)
        {
            var second = await AccountAsync($"user{number}@example.org");
            if (EngineId.SlotOf(second.Id) % 2 != EngineId.SlotOf(first.Id) % 2)
            {
                return (first, second);
            }
        }
    }

    public static async Task<IUpload> FillAsync(IUpload upload, ReadOnlyMemory<byte> octets, int step = 100_000)
    {
        for (var at = 0; at < octets.Length; at += step)
        {
            await upload.WriteAsync(octets.Slice(at, Math.Min(step, octets.Length - at)));
        }

        return upload;
    }

    public static async Task<AppendResult> AppendAsync(IAccount account, string text) =>
        await account.Append(MailboxName.Inbox, [new(await FillAsync(account.BeginUpload(), Encoding.UTF8.GetBytes(text)))]);

    public static async Task<byte[]> ReadAsync(IAccount account, Uid uid, string mailbox = "INBOX")
    {
        var opened = await account.OpenAsync(MailboxName.Create(mailbox));
        using var view = await opened!.OpenViewAsync(isReadOnly: true);
        using var content = await view.OpenAsync(uid);
        Assert.NotNull(content);
        var octets = new byte[content.Length];
        for (var at = 0; at < octets.Length;)
        {
            at += await content.ReadAsync(at, octets.AsMemory(at));
        }

        return octets;
    }

    public static void AssertDone(Refusal refusal) => Assert.Equal(Refusal.None, refusal);

    public ValueTask DisposeAsync() => _home.DisposeAsync();
}
