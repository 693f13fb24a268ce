using MailStore.Simulation.Ledger;
using MailStore.Simulation.Seeds;

namespace MailStore.Simulation.Engines;

public sealed class EngineSimulationTests
{
    [Fact]
    public async Task The_engine_answers_as_its_twin_and_keeps_what_was_durable_over_crashes()
    {
        var (done, crashes) = (0, 0);
        foreach (var seed in SeedRange.Of(usual: 60))
        {
            await using var run = new EngineRun(seed);
            try
            {
                await run.RunAsync();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new LedgerException($"{SeedRange.Replay(seed, nameof(EngineSimulationTests))}\n{fault.Message}\n{string.Join('\n', run.Disk.Story())}", fault);
            }

            done += run.Done;
            crashes += run.Crashes;
        }

        Assert.True(done > 0 && (crashes > 0 || done < 1000));
    }
}
