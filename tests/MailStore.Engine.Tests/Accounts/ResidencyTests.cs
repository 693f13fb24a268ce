using System.Runtime.CompilerServices;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Access;
using MailStore.Engine.Accounts;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

/// <summary>One account may have tens of thousands of mailboxes: those that nobody uses leave memory, and come back as they were.</summary>
public sealed class ResidencyTests
{
    private const int Mailboxes = 60;
    private const int Held = 4;

    /// <summary>What the writer or the test itself may hold for a moment.</summary>
    private const int Used = 4;

    [Fact]
    public async Task Mailboxes_that_nobody_uses_leave_memory_and_come_back_as_they_were()
    {
        await using var place = new EnginePlace(new EngineLimits { ResidentMailboxes = Held }, volumes: 1);
        var account = await place.AccountAsync("anna@example.org");
        var (inside, before) = (new List<WeakReference>(), new List<string>());
        for (var number = 0; number < Mailboxes; number++)
        {
            inside.Add(await MakeAsync(account, number, keywords: 1));
            before.Add(await ShowAsync(account, number));
        }

        Assert.InRange(Alive(inside), 0, Held + Used);
        for (var number = 0; number < Mailboxes; number++)
        {
            Assert.Equal(before[number], await ShowAsync(account, number));
            var appended = await AppendAsync(account, number);
            Assert.Equal(new Uid(2), appended.Uids.Ranges[0].First);
        }

        await place.Home.CrashAsync();
        account = await place.AccountAsync("anna@example.org");
        for (var number = 0; number < Mailboxes; number++)
        {
            Assert.StartsWith($"2 messages, $k{number}x0;", await ShowAsync(account, number), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_somebody_has_open_stays_and_there_is_no_second_one_of_it()
    {
        await using var place = new EnginePlace(new EngineLimits { ResidentMailboxes = 1 }, volumes: 1);
        var account = await place.AccountAsync("anna@example.org");
        await MakeAsync(account, 0, keywords: 1);
        var opened = (await account.OpenAsync(NameOf(0)))!;
        using var view = await opened.OpenViewAsync(isReadOnly: false);
        for (var number = 1; number < Mailboxes; number++)
        {
            await MakeAsync(account, number, keywords: 1);
        }

        GC.Collect();
        await AppendAsync(account, 0);
        Assert.Equal(2, opened.Status.Messages);
        Assert.Same(((MailboxDoor)opened).Inside, ((MailboxDoor)(await account.OpenAsync(NameOf(0)))!).Inside);
        Assert.True(view.HasNews);
    }

    [Fact]
    public async Task One_with_the_names_of_hundreds_of_keywords_is_not_held()
    {
        await using var place = new EnginePlace(new EngineLimits { ResidentMailboxes = Mailboxes }, volumes: 1);
        var account = await place.AccountAsync("anna@example.org");
        var (light, heavy) = (new List<WeakReference>(), new List<WeakReference>());
        for (var number = 0; number < 20; number++)
        {
            (number % 2 == 0 ? light : heavy).Add(await MakeAsync(account, number, keywords: number % 2 == 0 ? 10 : 200));
        }

        Assert.InRange(Alive(heavy), 0, Used);
        Assert.Equal(light.Count, Alive(light));
        Assert.Equal(200, (await account.OpenAsync(NameOf(1)))!.Keywords.Count);
    }

    private static MailboxName NameOf(int number) => MailboxName.Create($"A{number}");

    private static int Alive(List<WeakReference> references)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return references.Count(reference => reference.IsAlive);
    }

    /// <returns>Of what sessions share.</returns>
    private static async Task<WeakReference> MakeAsync(IAccount account, int number, int keywords)
    {
        EnginePlace.AssertDone((await account.Create(NameOf(number))).Refusal);
        await AppendAsync(account, number);
        await FlagAsync(account, number, keywords);
        return await ReferenceAsync(account, number);
    }

    private static async Task FlagAsync(IAccount account, int number, int keywords)
    {
        var mailbox = (await account.OpenAsync(NameOf(number)))!;
        using var view = await mailbox.OpenViewAsync(isReadOnly: false);
        var flags = new FlagSet(SystemFlags.Seen, [.. Enumerable.Range(0, keywords).Select(keyword => Keyword.Create($"$k{number}x{keyword}"))]);
        EnginePlace.AssertDone((await mailbox.ChangeFlags(UidSet.All, FlagMode.Add, flags)).Refusal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReferenceAsync(IAccount account, int number) => new(((MailboxDoor)(await account.OpenAsync(NameOf(number)))!).Inside);

    private static async Task<AppendResult> AppendAsync(IAccount account, int number)
    {
        var result = await account.Append(NameOf(number), [new(await EnginePlace.FillAsync(account.BeginUpload(), Encoding.ASCII.GetBytes($"Subject: {number}\r\n\r\nx\r\n")))]);
        EnginePlace.AssertDone(result.Refusal);
        return result;
    }

    private static async ValueTask<string> ShowAsync(IAccount account, int number)
    {
        var mailbox = (await account.OpenAsync(NameOf(number)))!;
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        var entries = new MessageEntry[view.Count];
        var read = view.Read(1, entries);
        var status = mailbox.Status;
        return $"{read} messages, {string.Join(' ', mailbox.Keywords.Keywords.Select(keyword => keyword.Name))}; {status.UidValidity} {status.UidNext} {status.HighestModSeq} {status.Size} {string.Join(',', entries.Select(entry => $"{entry.Uid} {entry.ModSeq} {entry.Flags}"))}";
    }
}
