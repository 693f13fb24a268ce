using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Accounts;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

/// <summary>What concerns more than one volume, or a volume as a whole.</summary>
public sealed class VolumeTests
{
    [Fact]
    public async Task One_message_for_two_volumes_and_nobody_has_an_outcome_for_each()
    {
        await using var place = new EnginePlace();
        var (first, second) = await place.ApartAsync();
        var octets = EnginePlace.Letters(700_000);
        var upload = await EnginePlace.FillAsync(place.Engine.BeginUpload([first.Id, second.Id], octets.Length), octets);
        var results = await place.Engine.Deliver(upload, [
            new(second.Id, MailboxName.Inbox), new(first.Id, MailboxName.Create("None")), new(first.Id, MailboxName.Inbox),
            new(new AccountId(first.Id.Value + 999), MailboxName.Inbox), new(first.Id, MailboxName.Inbox)]);
        Assert.Equal([Refusal.None, Refusal.NoSuchMailbox, Refusal.None, Refusal.NoSuchAccount, Refusal.None], results.Select(result => result.Refusal));
        Assert.Equal([1U, 0, 1, 0, 2], results.Select(result => result.Uid.Value));
        await place.Home.CrashAsync();
        foreach (var name in new[] { first.Name, second.Name })
        {
            var account = (await place.Engine.OpenAccountAsync(name))!;
            Assert.Equal(octets, await EnginePlace.ReadAsync(account, Uid.First));
        }
    }

    [Fact]
    public async Task One_body_for_many_is_stored_once()
    {
        await using var place = new EnginePlace(volumes: 1);
        var accounts = new List<IAccount>();
        for (var i = 0; i < 300; i++)
        {
            accounts.Add(await place.AccountAsync($"user{i}@example.org"));
        }

        var octets = EnginePlace.Letters(200_000);
        var before = JournalBytes(place.Home.Disks[0]);
        var upload = await EnginePlace.FillAsync(place.Engine.BeginUpload([.. accounts.Select(account => account.Id)]), octets);
        var results = await place.Engine.Deliver(upload, [.. accounts.Select(account => new Recipient(account.Id, MailboxName.Inbox))]);
        Assert.All(results, result => Assert.Equal(Refusal.None, result.Refusal));
        Assert.InRange(JournalBytes(place.Home.Disks[0]) - before, 200_000, 900_000);

        // Whoever expunges it takes it from nobody else.
        foreach (var account in accounts.Take(299))
        {
            var inbox = await account.OpenAsync(MailboxName.Inbox);
            await inbox!.ChangeFlags(UidSet.All, FlagMode.Add, new(SystemFlags.Deleted));
            await inbox.Expunge();
        }

        await place.Home.CrashAsync();
        Assert.Equal(octets, await EnginePlace.ReadAsync((await place.Engine.OpenAccountAsync(accounts[299].Name))!, Uid.First));
    }

    [Fact]
    public async Task A_volume_that_fails_closes_and_the_others_go_on()
    {
        await using var place = new EnginePlace();
        var (first, second) = await place.ApartAsync();
        await EnginePlace.AppendAsync(first, "x");
        var broken = EngineId.SlotOf(first.Id) % 2;
        var inbox = (await first.OpenAsync(MailboxName.Inbox))!;
        using var view = await inbox.OpenViewAsync(isReadOnly: false);
        var waiting = view.WaitAsync(CancellationToken.None).AsTask();
        place.Home.Disks[broken].Plan(new(SimOperation.Write, SimFault.Error, "j-", After: 0));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await EnginePlace.AppendAsync(first, "y"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
        Assert.StartsWith($"volume {broken} has closed", Assert.Single(place.Home.Reported), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await first.Create(MailboxName.Create("A")));
        EnginePlace.AssertDone((await EnginePlace.AppendAsync(second, "z")).Refusal);

        // Who writes to both is told that one is to be tried again.
        var upload = await EnginePlace.FillAsync(place.Engine.BeginUpload([first.Id, second.Id]), EnginePlace.Letters(10));
        var results = await place.Engine.Deliver(upload, [new(first.Id, MailboxName.Inbox), new(second.Id, MailboxName.Inbox)]);
        Assert.Equal([Refusal.Busy, Refusal.None], results.Select(result => result.Refusal));
    }

    [Fact]
    public async Task Accounts_that_nobody_uses_leave_memory_and_come_back_as_they_were()
    {
        await using var place = new EnginePlace(new EngineLimits { ResidentAccounts = 4 }, volumes: 1);
        for (var i = 0; i < 60; i++)
        {
            var account = await place.AccountAsync($"user{i}@example.org");
            await account.Create(MailboxName.Create($"A{i}/B"));
            await EnginePlace.AppendAsync(account, new string('x', i + 1));
        }

        for (var i = 0; i < 60; i++)
        {
            if (i % 20 == 0)
            {
                GC.Collect();
            }

            var account = (await place.Engine.OpenAccountAsync(AccountName.Create($"USER{i}@example.org")))!;
            Assert.Equal([$"A{i}", $"A{i}/B", "INBOX"], account.Tree.Select(entry => entry.Name.Text));
            Assert.Equal(i + 1, account.Quota.Bytes);
            EnginePlace.AssertDone((await EnginePlace.AppendAsync(account, "y")).Refusal);
        }

        var names = new List<string>();
        await foreach (var name in place.Engine.ListAccountsAsync())
        {
            names.Add(name.Text);
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"user{i}@example.org"), names);
    }

    [Fact]
    public async Task A_uidvalidity_grows_though_the_clock_goes_back_and_the_account_is_made_again()
    {
        await using var place = new EnginePlace();
        var name = AccountName.Create("anna@example.org");
        var last = 0U;
        for (var i = 0; i < 4; i++)
        {
            var account = await place.AccountAsync(name.Text);
            for (var j = 0; j < 3; j++)
            {
                var created = await account.Create(MailboxName.Create("A"));
                var mailbox = await account.OpenAsync(created.Id);
                Assert.True(mailbox!.Status.UidValidity.Value > last);
                last = mailbox.Status.UidValidity.Value;
                await account.Delete(MailboxName.Create("A"));
                await place.Home.CrashAsync();
                account = (await place.Engine.OpenAccountAsync(name))!;
            }

            var id = account.Id;
            EnginePlace.AssertDone((await place.Engine.DeleteAccount(id)).Refusal);
            Assert.Null(await place.Engine.OpenAccountAsync(id));
            Assert.True((await place.AccountAsync(name.Text)).Id.Value > id.Value);
            EnginePlace.AssertDone((await place.Engine.DeleteAccount((await place.Engine.OpenAccountAsync(name))!.Id)).Refusal);
        }
    }

    private static long JournalBytes(SimDisk disk) => disk.Snapshot().Where(file => file.Key.StartsWith("j-", StringComparison.Ordinal)).Sum(file => TrimmedLength(file.Value));

    // Zeros may lie ahead of the end.
    private static long TrimmedLength(byte[] octets) => octets.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
}
