namespace MailStore.Mime.Tests;

internal static class Allocation
{
    /// <summary>Bytes that this thread allocates in many rounds, once the pools are filled and the code is compiled.</summary>
    public static long Of(Action round)
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
