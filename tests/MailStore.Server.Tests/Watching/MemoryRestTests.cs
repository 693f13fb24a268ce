using System.Runtime.CompilerServices;
using MailStore.Server.Watching;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Watching;

public sealed class MemoryRestTests
{
    private const long Mebi = 1 << 20;

    [Theory]
    [InlineData(0, 5, 10 * Mebi, 50 * Mebi, true)]
    [InlineData(1 * Mebi, 5, 10 * Mebi, 50 * Mebi, false)]
    [InlineData(0, 500, 10 * Mebi, 50 * Mebi, false)]
    [InlineData(0, 5, 1 * Mebi, 50 * Mebi, false)]
    [InlineData(0, 5, 10 * Mebi, 500 * Mebi, false)]
    public void Memory_is_given_back_when_little_happens_there_is_something_to_be_had_and_it_does_not_take_long(long sinceLook, int used, long sinceRest, long heap, bool isTime) =>
        Assert.Equal(isTime, MemoryRest.IsTime(sinceLook, TimeSpan.FromMilliseconds(used), sinceRest, heap));

    [Fact]
    public void What_a_burst_left_behind_is_collected_though_nobody_allocates_any_more()
    {
        var clock = new ManualClock();
        using var rest = new MemoryRest(clock);
        var garbage = Leave();

        // Other tests allocate meanwhile: the look that finds none of them is soon had.
        for (var look = 0; look < 10_000 && IsThere(garbage); look++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(IsThere(garbage));
    }

    // In methods of their own: a local of the test would be held as long as it runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsThere(WeakReference<byte[]> garbage) => garbage.TryGetTarget(out _);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<byte[]> Leave()
    {
        WeakReference<byte[]> last = new([]);
        for (var number = 0; number < 100; number++)
        {
            last = new(new byte[64 << 10]);
        }

        return last;
    }
}
