using System.Globalization;
using MailStore.Simulation.Kills;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>The short form; <c>MAILSTORE_KILLS</c> and <c>MAILSTORE_SEED</c> as with the kills of the store alone.</summary>
public sealed class TortureTests
{
    private const int UsualKills = 6;

    [Fact]
    public async Task The_server_keeps_its_word_over_kills_under_load_of_all_protocols()
    {
        using var folder = new TemporaryFolder();
        var run = new TortureRun(
            new(folder.Path)
            {
                Seed = ulong.Parse(Environment.GetEnvironmentVariable("MAILSTORE_SEED") ?? "1", CultureInfo.InvariantCulture),
                Kills = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_KILLS") ?? $"{UsualKills}", CultureInfo.InvariantCulture),
            },
            _ => { });
        await run.RunAsync();
        Assert.True(run.Acknowledged > run.Kills);
    }
}
