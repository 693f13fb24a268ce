using System.Globalization;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Kills;

/// <summary>
/// Real processes on real files, ended by SIGKILL at random moments. 8 rounds; <c>MAILSTORE_KILLS=200</c> for the long form,
/// <c>MAILSTORE_SEED</c> for another order of events.
/// </summary>
public sealed class KillTests
{
    private const int UsualRounds = 8;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_resurrects_over_kills_at_random_moments()
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("MAILSTORE_SEED") ?? "1", CultureInfo.InvariantCulture);
        var rounds = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_KILLS") ?? $"{UsualRounds}", CultureInfo.InvariantCulture);
        var dice = new Dice(seed);
        using var folder = new TemporaryFolder();
        await KillStore.CreateAsync(folder.Path);
        var histories = Enumerable.Range(0, KillStore.Mailboxes).Select(number => new KillHistory(number)).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            try
            {
                await RunAsync(folder.Path, seed, round, dice, histories);
                await CheckAsync(folder.Path, histories);
            }
            catch (LedgerException fault)
            {
                throw new LedgerException($"round {round} of seed {seed} (MAILSTORE_SEED={seed} MAILSTORE_KILLS={round}): {fault.Message}", fault);
            }
        }

        Assert.True(histories.Sum(history => history.Acknowledged) > rounds);
    }

    // Some are killed while they recover, most after so many lines: that is anywhere between two batches or within one.
    private static async Task RunAsync(string folder, ulong seed, int round, Dice dice, KillHistory[] histories)
    {
        using var process = ChildProcess.Start(WorkerCommand.Name, folder, $"{seed}", $"{round}");
        var complaints = process.StandardError.ReadToEndAsync();
        var left = dice.Percent(15) ? 1 : dice.Between(2, 1500);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (KillLine.Parse(line) is { } said)
            {
                histories[said.Mailbox].Add(said);
            }

            if (--left == 0)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        Assert.True(left <= 0, $"The worker ended by itself: {await complaints}");
    }

    private static async Task CheckAsync(string folder, KillHistory[] histories)
    {
        await using var store = KillStore.Open(folder);
        for (var number = 0; number < histories.Length; number++)
        {
            await histories[number].CheckAsync(await store.MailboxAsync(number));
        }
    }
}
