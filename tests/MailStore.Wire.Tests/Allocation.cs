using Xunit;

namespace MailStore.Wire.Tests;

internal static class Allocation
{
    /// <summary>Runs 1,000 rounds to warm up and 1,000 to measure, all on this thread.</summary>
    public static void IsNothing(Action round)
    {
        for (var i = 0; i < 1000; i++)
        {
            round();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
