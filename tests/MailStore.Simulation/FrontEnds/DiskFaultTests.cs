using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Recovery;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.FrontEnds;

/// <summary>
/// A disk that fails, fills up, turns read-only or slows down, at any of its operations, as clients of all protocols see it: what they were
/// told is done is there afterwards, once; what is not done is refused in words that mean "not now", never "never"; and when the disk works
/// again, so does the server.
/// </summary>
public sealed class DiskFaultTests
{
    private const int Rounds = 4;

    /// <summary>Of the operations in a life of the store, so many are hit, by default. <c>MAILSTORE_FAULTS=1000</c> hits each one.</summary>
    private const int UsualPlaces = 8;

    private readonly ManualClock _clock = new();
    private readonly Promises _promises = new();

    [Theory]
    [InlineData(SimFault.Error, 1)]
    [InlineData(SimFault.Error, int.MaxValue)]
    [InlineData(SimFault.Full, 1)]
    [InlineData(SimFault.Full, int.MaxValue)]
    public async Task Wherever_a_disk_begins_to_fail_what_was_acknowledged_stays_and_the_rest_may_be_tried_again(SimFault fault, int times)
    {
        var operations = await CountAsync();
        var places = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_FAULTS") ?? $"{UsualPlaces}", System.Globalization.CultureInfo.InvariantCulture);
        for (var after = 0; after < operations; after += Math.Max(1, operations / places))
        {
            var disk = await FrontEndScene.NewDiskAsync(_clock);
            var promises = new Promises();
            await LiveAsync(disk, promises, round => { });
            disk.Plan(new(SimOperation.Any, fault, After: after, Times: times));
            await LiveAsync(disk, promises, round => { });
            disk.Heal();
            await CheckAsync(disk, promises);

            // With a disk that works all of it works.
            var refused = promises.Refused;
            await LiveAsync(disk, promises, round => { });
            Assert.Equal(refused, promises.Refused);
            await CheckAsync(disk, promises);
        }
    }

    [Fact]
    public async Task A_slow_disk_costs_nobody_a_change_or_a_session()
    {
        var disk = await FrontEndScene.NewDiskAsync(_clock);
        disk.Plan(new(SimOperation.Write, SimFault.Slow, Times: int.MaxValue));
        await LiveAsync(disk, _promises, round => { });
        Assert.True(disk.Faults(SimFault.Slow) > 10);
        Assert.Equal(0, _promises.Refused);
        await CheckAsync(disk, _promises);
    }

    [Fact]
    public async Task A_disk_that_turns_read_only_refuses_changes_for_now_until_it_is_mounted_again()
    {
        var disk = await FrontEndScene.NewDiskAsync(_clock);
        await LiveAsync(disk, _promises, round => disk.IsReadOnly = round >= Rounds / 2);
        Assert.True(_promises.Refused > 0 && _promises.Told > 0);

        // Until then it is not served at all, and says so.
        var said = await Assert.ThrowsAnyAsync<Exception>(() => FrontEndScene.OpenAsync(disk, _clock));
        Assert.True(IsRefusal(said), said.ToString());
        disk.Heal();
        await CheckAsync(disk, _promises);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_takes_no_message_but_flags_and_what_makes_room_and_messages_again_when_there_is_room()
    {
        var disk = await FrontEndScene.NewDiskAsync(_clock);
        await using (var scene = await FrontEndScene.OpenAsync(disk, _clock))
        {
            await using var clients = new FrontEndClients(scene);
            await _promises.BringAsync("anna INBOX", "first", clients.AppendAsync("first"));
            await _promises.BringAsync("anna INBOX", "second", clients.AppendAsync("second"));
            disk.CapacityBytes = 64 * 1024 * 1024;
            _clock.Advance(TimeSpan.FromSeconds(2));
            await _promises.BringAsync("anna INBOX", "third", clients.AppendAsync("third"));
            await _promises.BringAsync("anna INBOX", "fourth", clients.DeliverAsync("anna", "fourth"));
            Assert.Equal((2, 2), (_promises.Told, _promises.Refused));
            await _promises.FlagAsync("anna INBOX", "first", clients.ImapAsync("UID STORE 1 +FLAGS (\\Flagged)"));
            Assert.True(await clients.ImapAsync("UID STORE 2 +FLAGS (\\Deleted)"));
            await _promises.TakeAwayAsync("anna INBOX", "second", clients.ImapAsync("UID EXPUNGE 2"));
            Assert.Equal((4, 2), (_promises.Told, _promises.Refused));
            disk.Heal();
            _clock.Advance(TimeSpan.FromSeconds(2));
            await _promises.BringAsync("anna INBOX", "fifth", clients.DeliverAsync("anna", "fifth"));
            await _promises.BringAsync("anna INBOX", "sixth", clients.AppendAsync("sixth"));
            Assert.Equal((6, 2), (_promises.Told, _promises.Refused));
        }

        await CheckAsync(disk, _promises);
    }

    /// <summary>Operations of a life without faults.</summary>
    private async Task<int> CountAsync()
    {
        var (disk, promises) = (await FrontEndScene.NewDiskAsync(_clock), new Promises());
        await LiveAsync(disk, promises, round => { });
        var before = All(disk);
        await LiveAsync(disk, promises, round => { });
        return (int)(All(disk) - before);

        static long All(SimDisk disk) => Enum.GetValues<SimOperation>().Sum(disk.Operations);
    }

    private async Task LiveAsync(SimDisk disk, Promises promises, Action<int> each)
    {
        FrontEndScene scene;
        try
        {
            scene = await FrontEndScene.OpenAsync(disk, _clock);
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            // It strikes while the store is opened: it is not served then.
            Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
            return;
        }

        try
        {
            await using var clients = new FrontEndClients(scene);
            for (var round = 0; round < Rounds; round++)
            {
                each(round);
                await new FaultRound(scene, clients, promises).RunAsync();
            }
        }
        finally
        {
            await CloseAsync(scene);
        }
    }

    // What strikes while it is closed is said then, and takes nothing away.
    private static async Task CloseAsync(FrontEndScene scene)
    {
        try
        {
            await scene.DisposeAsync();
        }
        catch (Exception fault) when (IsRefusal(fault))
        {
            Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
        }
    }

    private static bool IsRefusal(Exception fault) => fault is StorageFaultException or StoreFaultException or VolumeFaultException;

    private async Task CheckAsync(SimDisk disk, Promises promises)
    {
        await using var scene = await FrontEndScene.OpenAsync(disk, _clock);
        await promises.CheckAsync(scene.Store);
    }
}
