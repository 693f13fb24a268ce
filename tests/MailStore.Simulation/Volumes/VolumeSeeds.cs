using MailStore.Simulation.Ledger;
using MailStore.Simulation.Seeds;

namespace MailStore.Simulation.Volumes;

/// <summary>Runs many seeds of one weather; the first that fails is told with all that is needed to see it again.</summary>
internal static class VolumeSeeds
{
    public static RunCounts Run(int usual, Weather weather, string test)
    {
        var counts = new RunCounts();
        foreach (var seed in SeedRange.Of(usual))
        {
            counts.Add(Run(seed, weather, test));
        }

        return counts;
    }

    public static RunCounts Run(ulong seed, Weather weather, string test)
    {
        var run = new VolumeRun(seed, weather);
        try
        {
            run.Run();
            run.Counts.Runs = 1;
            return run.Counts;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new LedgerException($"{SeedRange.Replay(seed, test)}\n{weather}: {fault.Message} {fault.InnerException?.Message}\n{string.Join('\n', run.Disk.Lies.TakeLast(20))}\n{string.Join('\n', run.Disk.Story())}", fault);
        }
    }
}
