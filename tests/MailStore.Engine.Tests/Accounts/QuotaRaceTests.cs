using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

public sealed class QuotaRaceTests
{
    [Fact]
    public async Task However_many_append_at_once_no_octet_goes_beyond_the_limit()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        await account.SetQuota(new QuotaLimits(Bytes: 10_000, Messages: null, Mailboxes: null));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
            (await EnginePlace.AppendAsync(account, new string('x', 900))).Refusal)));
        Assert.Equal(11, outcomes.Count(refusal => refusal == Refusal.None));
        Assert.All(outcomes, refusal => Assert.True(refusal is Refusal.None or Refusal.OverQuota));
        Assert.Equal(9_900, account.Quota.Bytes);
    }

    [Fact]
    public async Task Uploads_side_by_side_see_each_other()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        await account.SetQuota(new QuotaLimits(Bytes: 1_000, Messages: null, Mailboxes: null));
        var first = account.BeginUpload(600);
        Assert.Equal(Refusal.None, first.Refusal);
        Assert.Equal(Refusal.OverQuota, account.BeginUpload(600).Refusal);
        Assert.Equal(Refusal.OverQuota, place.Engine.BeginUpload([account.Id], 600).Refusal);
        Assert.Equal(Refusal.None, account.BeginUpload(400).Refusal);
        await first.DisposeAsync();
        Assert.Equal(Refusal.None, account.BeginUpload(600).Refusal);
    }

    [Fact]
    public async Task An_upload_that_grows_beyond_the_limit_is_refused_on_the_way()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        await account.SetQuota(new QuotaLimits(Bytes: 1_000, Messages: null, Mailboxes: null));
        var upload = account.BeginUpload();
        await upload.WriteAsync(new byte[900]);
        Assert.Equal(Refusal.None, upload.Refusal);
        await upload.WriteAsync(new byte[900]);
        Assert.Equal(Refusal.OverQuota, upload.Refusal);
        Assert.Equal(Refusal.OverQuota, (await account.Append(MailboxName.Inbox, [new(upload)])).Refusal);
        Assert.Equal(Refusal.None, account.BeginUpload(1_000).Refusal);
    }

    [Fact]
    public async Task A_full_disk_takes_no_message_but_flags_and_expunges()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        await EnginePlace.AppendAsync(account, "x");
        foreach (var disk in place.Home.Disks)
        {
            disk.CapacityBytes = disk.Snapshot().Values.Sum(file => (long)file.Length) + (100 * 1024 * 1024);
        }

        place.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Refusal.Busy, account.BeginUpload(10).Refusal);
        Assert.Equal(Refusal.Busy, (await EnginePlace.AppendAsync(account, "x")).Refusal);
        var inbox = await account.OpenAsync(MailboxName.Inbox);
        var flags = await inbox!.ChangeFlags(Abstractions.Messages.UidSet.All, Abstractions.Messages.FlagMode.Add, new(Abstractions.Messages.SystemFlags.Deleted));
        EnginePlace.AssertDone(flags.Refusal);
        Assert.Equal("1", (await inbox.Expunge()).Expunged.ToString());
    }
}
