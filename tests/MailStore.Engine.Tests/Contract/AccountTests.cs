using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class AccountTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_account_is_born_with_an_inbox(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        Assert.Equal(MailboxName.Inbox, Assert.Single(scene.Anna.Tree).Name);
        Assert.Equal(new Quota(default, 0, 0, 1), scene.Anna.Quota);
        Assert.Equal(Refusal.AlreadyExists, (await scene.Store.CreateAccount(AccountName.Create("Anna@EXAMPLE.org"))).Refusal);
        Assert.Null(await scene.Store.OpenAccountAsync(AccountName.Create("nobody@example.org")));
        Assert.Equal(scene.Anna.Id, (await scene.Store.OpenAccountAsync(scene.Anna.Id))!.Id);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Accounts_are_listed_and_found_again(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var names = Enumerable.Range(0, 30).Select(number => $"user{number}@example.org").ToList();
        foreach (var name in names)
        {
            await scene.AccountAsync(name);
        }

        await scene.RestartAsync();
        var listed = new List<string>();
        await foreach (var name in scene.Store.ListAccountsAsync())
        {
            listed.Add(name.Text);
        }

        Assert.Equal(names.Append("anna@example.org").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal("user7@example.org", (await scene.Store.OpenAccountAsync(AccountName.Create("User7@example.org")))!.Name.Text);
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task A_deleted_account_is_gone_for_those_who_have_it_open_too(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var name = AccountName.Create("bertha@example.org");
        var bertha = await scene.AccountAsync(name.Text);
        var mailbox = (await bertha.OpenAsync(MailboxName.Inbox))!;
        await scene.DeliverAsync("x", new Recipient(bertha.Id, MailboxName.Inbox));
        using var view = await mailbox.OpenViewAsync(isReadOnly: false);

        Assert.Equal(new AccountResult(Refusal.None, bertha.Id), await scene.Store.DeleteAccount(bertha.Id));
        Assert.Equal(Refusal.NoSuchAccount, (await scene.Store.DeleteAccount(bertha.Id)).Refusal);
        Assert.Null(await scene.Store.OpenAccountAsync(name));
        Assert.Null(await scene.Store.OpenAccountAsync(bertha.Id));
        Assert.True(mailbox.IsDeleted && view.Sync(withExpunges: true).IsMailboxGone);
        Assert.Equal("x", await Reading.TextAsync(view, 1));
        Assert.Equal(Refusal.NoSuchAccount, (await bertha.Create(MailboxName.Create("A"))).Refusal);
        Assert.Equal(Refusal.NoSuchAccount, (await bertha.Append(MailboxName.Inbox, [new(await scene.UploadAsync("y"))])).Refusal);
        Assert.Equal(Refusal.NoSuchAccount, Assert.Single(await scene.DeliverAsync("y", new Recipient(bertha.Id, MailboxName.Inbox))).Refusal);

        var again = await scene.AccountAsync(name.Text);
        Assert.NotEqual(bertha.Id, again.Id);
        Assert.NotEqual(mailbox.Id, (await again.OpenAsync(MailboxName.Inbox))!.Id);
        await scene.RestartAsync();
        Assert.Equal(again.Id, (await scene.Store.OpenAccountAsync(name))!.Id);
        Assert.Null(await scene.Store.OpenAccountAsync(bertha.Id));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task Accounts_do_not_see_each_other(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        var bertha = await scene.AccountAsync("bertha@example.org");
        await scene.CreateAsync("A");
        await scene.AppendAsync("x");
        Assert.Null(await bertha.OpenAsync(MailboxName.Create("A")));
        Assert.Null(await bertha.OpenAsync((await scene.MailboxAsync()).Id));
        Assert.Equal((0L, 0), (bertha.Quota.Bytes, (await bertha.OpenAsync(MailboxName.Inbox))!.Status.Messages));
    }

    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task What_was_acknowledged_survives_a_crash(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.CreateAsync("A/B");
        await scene.FillAsync(3, "A/B");
        var mailbox = await scene.MailboxAsync("A/B");
        await mailbox.ChangeFlags(UidSet.Of(1, 3), FlagMode.Add, Reading.Some(SystemFlags.Deleted, "k"));
        await mailbox.Expunge(UidSet.Of(1));
        var status = mailbox.Status;
        await scene.CrashAsync();
        mailbox = await scene.MailboxAsync("A/B");
        Assert.Equal(status with { Keywords = KeywordTable.Empty }, mailbox.Status with { Keywords = KeywordTable.Empty });
        var view = await scene.SelectAsync("A/B");
        Assert.Equal([2U, 3], Reading.Uids(view));
        Assert.Equal("(\\Deleted k)", Reading.Flags(view, 3).ToString());
        Assert.Equal("1", mailbox.VanishedSince(default).ToString());
        await scene.CrashAsync();
        Assert.Equal(new Uid(4), await scene.AppendAsync("x", name: "A/B"));
    }
}
