using System.Globalization;
using MailStore.Engine.Tests.Contract;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Model;

/// <summary>
/// The engine does what the twin does. In the long form: <c>MAILSTORE_SEED=7 MAILSTORE_OPERATIONS=200000 dotnet test
/// tests/MailStore.Engine.Tests --filter Random_scripts</c>. A failure prints the shortest script that shows it, to become a test in
/// <see cref="ModelRegressionTests"/>.
/// </summary>
public sealed class ModelTests
{
    private const int StepsInCi = 5000, StepsPerStore = 600, LookEvery = 20;
    private static readonly TimeSpan ShrinkTime = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Random_scripts_give_the_same_on_the_engine_as_on_the_twin()
    {
        var seed = Setting("MAILSTORE_SEED", 1);
        var left = (long)Setting("MAILSTORE_OPERATIONS", StepsInCi);
        for (; left > 0; left -= StepsPerStore, seed++)
        {
            await PlayAsync(seed, Mix.Everyday, (int)Math.Min(left, StepsPerStore), LookEvery, Homes.Engine);
        }
    }

    [Fact]
    public Task Large_mailboxes_are_the_same_too() =>
        PlayAsync(Setting("MAILSTORE_SEED", 1), Mix.Large, (int)Math.Min(600, Setting("MAILSTORE_OPERATIONS", 60)), 15, Homes.Engine);

    [Fact]
    public async Task A_store_that_forgets_something_is_found_out()
    {
        var mix = Mix.Everyday with { Shares = [(Act.Create, 5), (Act.Append, 20), (Act.Flags, 10), (Act.Restart, 1), (Act.Crash, 1)] };
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => PlayAsync(1, mix, StepsPerStore, LookEvery, Homes.Forgetful));
        Assert.Contains("Crash", failure.Message, StringComparison.Ordinal);
        // The shortest story of it: an account, a change, and the crash.
        Assert.InRange(failure.Message.Split('\n').Count(line => line.StartsWith(ModelScript.Indent, StringComparison.Ordinal)), 2, 12);
    }

    private static async Task PlayAsync(ulong seed, Mix mix, int count, int lookEvery, Func<TimeProvider, IStoreHome> makeOther)
    {
        await using var run = new ModelRun(makeOther);
        var roller = new StepRoller(new Dice(seed), mix);
        var difference = await LastAsync(run, roller.Opening());
        for (var number = 1; difference == null && number <= count; number++)
        {
            difference = await run.PlayAsync(await roller.RollAsync(run.Twin));
            if (difference == null && (number % lookEvery == 0 || number == count))
            {
                difference = await run.LookAsync(withBodies: number % (lookEvery * 5) == 0);
            }
        }

        if (difference != null)
        {
            var (steps, last) = await Shrinker.ShrinkAsync(run.Steps, difference, makeOther, ShrinkTime);
            Assert.Fail($"seed {seed}, step {run.Steps.Count}: {difference}\n\nThe shortest script found:\n{ModelScript.Print(steps)}\n\n{last}");
        }
    }

    private static async Task<string?> LastAsync(ModelRun run, IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            if (await run.PlayAsync(step) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static ulong Setting(string name, ulong otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
