using MailStore.Log.Compaction;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

public sealed class UpkeepTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Exports_come_each_day_whatever_the_clock_is_set_to()
    {
        using var ledger = LedgerVolume.Create(new SimDisk(new SimDiskOptions()).Mount(), indexes: new SavedIndexSource());
        CollectorTests.Fill(ledger, 40);
        var upkeep = new Upkeep(ledger.Volume.Parts, new UpkeepOptions(), _clock);
        CollectorTests.Drive(ledger, upkeep.Run());
        CollectorTests.Drive(ledger, upkeep.Run());
        var first = Newest(ledger);

        _clock.Jump(TimeSpan.FromDays(3650));
        CollectorTests.Drive(ledger, upkeep.Run());
        Assert.Equal(first, Newest(ledger));
        _clock.Advance(TimeSpan.FromDays(1));
        CollectorTests.Drive(ledger, upkeep.Run());
        var second = Newest(ledger);
        Assert.NotEqual(first, second);

        // What was due in ten years is due tomorrow all the same.
        _clock.Jump(TimeSpan.FromDays(-3650));
        _clock.Advance(TimeSpan.FromDays(1));
        CollectorTests.Drive(ledger, upkeep.Run());
        Assert.NotEqual(second, Newest(ledger));
    }

    private static string Newest(LedgerVolume ledger) => ledger.Volume.Parts.Exports.All[0];
}
