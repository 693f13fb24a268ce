using System.Diagnostics;
using MailStore.Engine.Tests.Contract;

namespace MailStore.Engine.Tests.Model;

/// <summary>Takes lines away from a script that shows a difference for as long as it shows one.</summary>
internal static class Shrinker
{
    public static async Task<(IReadOnlyList<Step> Steps, string Difference)> ShrinkAsync(
        IReadOnlyList<Step> steps, string difference, Func<TimeProvider, IStoreHome> makeOther, TimeSpan timeMax)
    {
        var watch = Stopwatch.StartNew();
        for (var piece = steps.Count / 2; piece > 0; piece /= 2)
        {
            for (var at = 0; at < steps.Count && watch.Elapsed < timeMax;)
            {
                List<Step> fewer = [.. steps.Take(at), .. steps.Skip(at + piece)];
                if (await DifferenceAsync(fewer, makeOther) is { } still)
                {
                    (steps, difference) = (fewer, still);
                }
                else
                {
                    at += piece;
                }
            }
        }

        return (steps, difference);
    }

    /// <summary>Plays a script and looks at everything after each step.</summary>
    public static async Task<string?> DifferenceAsync(IReadOnlyList<Step> steps, Func<TimeProvider, IStoreHome> makeOther)
    {
        await using var run = new ModelRun(makeOther);
        foreach (var step in steps)
        {
            if ((await run.PlayAsync(step) ?? await run.LookAsync(withBodies: false)) is { } difference)
            {
                return $"{difference}\n  after: {step}";
            }
        }

        return await run.LookAsync(withBodies: true);
    }
}
