using MailStore.Abstractions.Accounts;
using MailStore.Engine.Accounts;
using MailStore.Engine.Tests.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Engine.Tests.Volumes;

/// <summary>Who goes through all accounts of a volume, as the index does after a start.</summary>
public sealed class PassingAccountTests
{
    private static readonly EngineOptions s_options = new()
    {
        Limits = new() { ResidentAccounts = 2 },
        Volume = new VolumeOptions { SegmentBytes = 16 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
    };

    [Fact]
    public async Task Nobody_who_is_used_gives_way_to_accounts_that_nobody_asked_for()
    {
        var disk = new SimDisk(new());
        var ids = await MakeAsync(disk, 8);
        using var volume = EngineVolume.Open(disk.Mount(), 0, s_options, new(s_options.Limits, s_options.Analyst));
        await LookAsync(volume, ids[0], isPassing: false);
        foreach (var id in ids[1..])
        {
            await LookAsync(volume, id, isPassing: true);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.True(volume.TryGetResident(ids[0], out _));
        Assert.Contains(ids[1..], id => !volume.TryGetResident(id, out _));
    }

    [Fact]
    public async Task Who_only_looks_writes_nothing()
    {
        await using var place = new EnginePlace(new() { ResidentAccounts = 2 }, volumes: 1);
        for (var number = 0; number < 8; number++)
        {
            await place.AccountAsync($"user{number}@example.org");
        }

        await place.Home.RestartAsync();
        var volume = Assert.Single(place.Engine.Volumes);
        for (var number = 0; number < 8; number++)
        {
            Assert.NotNull(await place.Engine.OpenAccountAsync(AccountName.Create($"user{number}@example.org")));
        }

        Assert.Equal(0, volume.WrittenRequests);
        await EnginePlace.AppendAsync((await place.Engine.OpenAccountAsync(AccountName.Create("user3@example.org")))!, "Subject: x\r\n\r\nx\r\n");
        Assert.NotEqual(0, volume.WrittenRequests);
    }

    private static async Task<AccountId[]> MakeAsync(SimDisk disk, int count)
    {
        MailEngine.Create(_ => disk.Mount(), 1, s_options);
        await using var engine = MailEngine.Open(_ => disk.Mount(), s_options);
        var ids = new AccountId[count];
        for (var number = 0; number < count; number++)
        {
            var name = AccountName.Create($"user{number}@example.org");
            await engine.CreateAccount(name);
            ids[number] = (await engine.OpenAccountAsync(name))!.Id;
        }

        return ids;
    }

    // Nothing of it is held when this has returned.
    private static async Task LookAsync(EngineVolume volume, AccountId id, bool isPassing) =>
        Assert.NotNull(await volume.Ask(new OpenAccount(volume, id, isPassing)));
}
