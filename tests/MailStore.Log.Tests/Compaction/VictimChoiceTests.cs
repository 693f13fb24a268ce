using MailStore.Log.Compaction;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Compaction;

public sealed class VictimChoiceTests
{
    [Fact]
    public void Segments_that_are_mostly_dead_are_chosen_and_full_ones_are_not() =>
        Assert.Equal([3u, 1u], Choose(Hot(1, live: 40), Hot(2, live: 99), Hot(3, live: 0), Hot(4, live: 100)));

    [Fact]
    public void What_is_cold_is_collected_while_it_is_fuller() =>
        Assert.Equal([LogCold(2)], Choose(Hot(1, live: 95), Cold(2, live: 70), Hot(3, live: 95), Hot(4, live: 95), Hot(5, live: 95), Hot(6, live: 95)));

    [Fact]
    public void Of_two_that_are_equally_dead_the_older_is_worth_more() =>
        Assert.Equal([1u, 2u], Choose(new SegmentUse(2, false, 100, 30, Age: 0), new SegmentUse(1, false, 100, 30, Age: 9)));

    [Fact]
    public void As_many_as_it_takes_are_chosen_to_keep_the_volume_small()
    {
        var uses = Enumerable.Range(1, 100).Select(i => Hot((uint)i, live: 55)).ToArray();
        var chosen = Choose(uses);
        var octets = (100 - chosen.Count) * 100 + (chosen.Count * 55);
        Assert.True(octets <= 100 * 55 * VictimChoice.SpaceMax);
        Assert.True(octets + 45 > 100 * 55 * VictimChoice.SpaceMax);
    }

    [Fact]
    public void Nearly_full_segments_are_left_alone_whatever_the_whole_looks_like() =>
        Assert.Equal([1u], Choose(Hot(1, live: 0), Hot(2, live: 91), Hot(3, live: 92)));

    [Fact]
    public void Nothing_is_chosen_of_nothing() => Assert.Empty(Choose());

    private static List<uint> Choose(params SegmentUse[] uses) => [.. VictimChoice.Choose(uses).Select(use => use.Segment)];

    private static SegmentUse Hot(uint segment, long live) => new(segment, IsCold: false, 100, live, Age: 0);

    private static SegmentUse Cold(uint number, long live) => new(LogCold(number), IsCold: true, 100, live, Age: 0);

    private static uint LogCold(uint number) => LogAddress.ColdSegment(number);
}
