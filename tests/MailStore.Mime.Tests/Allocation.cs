namespace MailStore.Mime.Tests;

internal static class Allocation
{
    private const int Attempts = 3;

    /// <summary>
    /// Bytes that this thread allocates in many rounds, once the pools are filled and the code is compiled: the least of a few
    /// attempts, since a garbage collection that another test causes may empty the pools.
    /// </summary>
    public static long Of(Action round)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            least = Math.Min(least, OnceOf(round));
        }

        return least;
    }

    private static long OnceOf(Action round)
    {
        for (var i = 0; i < 300; i++)
        {
            round();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            round();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
