namespace MailStore.Load.Measuring;

/// <summary>
/// Lets a server finish what it does when nobody asks anything of it, such as indexing what has just been put there: a load that
/// reads is to be charged for reading. Loads that write are charged for what they cause.
/// </summary>
internal static class Rest
{
    private const double BusyShare = 0.02;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(20);

    /// <summary>Returns when its processes have been quiet for half a second, or after twenty.</summary>
    public static void Await(int process)
    {
        using var never = new ManualResetEventSlim();
        var used = ProcessFamily.CpuSeconds(process);
        var quiet = 0;
        for (var waited = TimeSpan.Zero; waited < s_most && quiet < 2; waited += s_look)
        {
            never.Wait(s_look);
            var now = ProcessFamily.CpuSeconds(process);
            quiet = now - used < BusyShare * s_look.TotalSeconds ? quiet + 1 : 0;
            used = now;
        }
    }
}
