using MailStore.Simulation.Seeds;

namespace MailStore.Simulation.Sessions;

/// <summary>Every response is one that its client may be told, whatever the others do. More by hand: MAILSTORE_SEEDS, and MAILSTORE_STEPS for longer runs.</summary>
public sealed class SessionSimulationTests
{
    private static readonly int s_steps = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_STEPS") ?? "120", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public Task Sessions_on_the_twin_are_told_what_they_may_be_told() => RunAsync(isEngine: false, usual: 40);

    [Fact]
    public Task Sessions_on_the_engine_are_told_what_they_may_be_told() => RunAsync(isEngine: true, usual: 40);

    private static async Task RunAsync(bool isEngine, int usual)
    {
        var done = 0;
        foreach (var seed in SeedRange.Of(usual))
        {
            var run = new SessionRun(seed, isEngine);
            try
            {
                await run.RunAsync(s_steps);
            }
            catch (SessionFault fault)
            {
                throw new SessionFault($"{SeedRange.Replay(seed, nameof(SessionSimulationTests))}\n{fault.Message}");
            }

            done += run.Done;
        }

        Assert.True(done >= s_steps);
    }
}
