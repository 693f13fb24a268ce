using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Accounts;
using Xunit;

namespace MailStore.Engine.Tests.Accounts;

public sealed class UploadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(261_000)]
    [InlineData(261_120)]
    [InlineData(261_121)]
    [InlineData(262_144)]
    [InlineData(3 * 261_120)]
    [InlineData(1_000_003)]
    public async Task A_message_of_any_length_comes_back_also_after_power_was_lost(int length)
    {
        await using var place = new EnginePlace(analyst: new EndAnalyst());
        var account = await place.AccountAsync("anna@example.org");
        var octets = EnginePlace.Letters(length);
        var result = await account.Append(MailboxName.Inbox, [new(await EnginePlace.FillAsync(account.BeginUpload(length), octets, step: 70_001))]);
        EnginePlace.AssertDone(result.Refusal);
        await place.Home.CrashAsync();
        account = (await place.Engine.OpenAccountAsync(account.Name))!;
        Assert.Equal(octets, await EnginePlace.ReadAsync(account, result.Uids.Each().Single()));
        Assert.Equal(length, account.Quota.Bytes);
        var inbox = await account.OpenAsync(MailboxName.Inbox);
        using var view = await inbox!.OpenViewAsync(isReadOnly: true);
        using var content = await view.OpenAsync(view.UidAt(1));
        Assert.Equal(octets.AsSpan(Math.Max(0, length - 300)).ToArray(), content!.Facts.ToArray());
    }

    [Fact]
    public async Task What_is_dropped_leaves_nothing()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        var upload = await EnginePlace.FillAsync(account.BeginUpload(), EnginePlace.Letters(900_000));
        await upload.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await upload.WriteAsync(new byte[1]));
        Assert.Equal(0, account.Quota.Bytes);
        EnginePlace.AssertDone((await EnginePlace.AppendAsync(account, "x")).Refusal);
        await place.Home.CrashAsync();
        account = (await place.Engine.OpenAccountAsync(account.Name))!;
        Assert.Equal(1, account.Quota.Messages);
    }

    [Fact]
    public async Task A_message_beyond_the_largest_is_refused_early_and_late()
    {
        await using var place = new EnginePlace(new EngineLimits { MessageBytesMax = 1000 });
        var account = await place.AccountAsync("anna@example.org");
        Assert.Equal(Refusal.TooLarge, account.BeginUpload(1001).Refusal);
        var upload = account.BeginUpload();
        await upload.WriteAsync(new byte[1001]);
        Assert.Equal(Refusal.TooLarge, upload.Refusal);
        await upload.WriteAsync(new byte[1001]);
        Assert.Equal(2002, upload.Length);
        Assert.Equal(Refusal.TooLarge, (await account.Append(MailboxName.Inbox, [new(upload)])).Refusal);
    }

    [Fact]
    public async Task Many_in_one_append_are_all_there_after_power_was_lost_however_large_together()
    {
        await using var place = new EnginePlace();
        var account = await place.AccountAsync("anna@example.org");
        var messages = new List<NewMessage>();
        for (var i = 0; i < 40; i++)
        {
            messages.Add(new(await EnginePlace.FillAsync(account.BeginUpload(), EnginePlace.Letters(150_000 + i))));
        }

        var result = await account.Append(MailboxName.Inbox, messages);
        EnginePlace.AssertDone(result.Refusal);
        await place.Home.CrashAsync();
        account = (await place.Engine.OpenAccountAsync(account.Name))!;
        Assert.Equal(40, account.Quota.Messages);
        Assert.Equal(EnginePlace.Letters(150_039), await EnginePlace.ReadAsync(account, new Uid(40)));
        Assert.Equal("1:40", result.Uids.ToString());
    }

    /// <summary>Remembers the last 300 octets of a message.</summary>
    private sealed class EndAnalyst : IMessageAnalyst
    {
        public IMessageAnalysis Begin() => new Analysis();

        private sealed class Analysis : IMessageAnalysis
        {
            private byte[] _end = [];

            public void Take(ReadOnlySpan<byte> octets) => _end = [.. (byte[])[.. _end, .. octets[Math.Max(0, octets.Length - 300)..]]];

            public MessageFacts Finish() => new(_end.AsMemory(Math.Max(0, _end.Length - 300)), default);

            public void Dispose() => _end = [];
        }
    }
}
