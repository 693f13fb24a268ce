using System.Globalization;
using MailStore.Simulation.Kills;

namespace MailStore.Simulation.Hostile;

/// <summary>The short forms.</summary>
public sealed class HostileTests
{
    private const int UsualSessions = 300;
    private const int FloodConnections = 400;

    [Fact]
    public async Task Whatever_is_said_in_any_state_the_server_lives_and_keeps_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("MAILSTORE_SEED") ?? "1", CultureInfo.InvariantCulture);
        var run = new FuzzRun(folder.Path, seed, TimeSpan.FromMinutes(2), UsualSessions, _ => { }) { SweepRounds = 1 };
        await run.RunAsync();

        // Or nobody was answered.
        Assert.True(run.AnsweredBytes > 100 * UsualSessions / 2);
    }

    [Fact]
    public async Task Slow_connections_are_borne_and_a_greedy_address_is_cut_off_alone()
    {
        using var folder = new TemporaryFolder();
        var run = new FloodRun(folder.Path, FloodConnections, _ => { });
        await run.RunAsync();
        Assert.Equal((FloodConnections, 50), (run.Held, run.Shed));
    }
}
