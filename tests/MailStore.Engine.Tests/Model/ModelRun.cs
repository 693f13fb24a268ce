using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Tests.Contract;
using MailStore.Testing.Time;

namespace MailStore.Engine.Tests.Model;

/// <summary>The twin and another store side by side: each step is done on both, and what they say and show must be the same.</summary>
internal sealed class ModelRun : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly ManualClock _clock = new(Scene.Start);
    private readonly Side _twin;
    private readonly Side _other;
    private readonly List<Step> _steps = [];

    public ModelRun(Func<TimeProvider, IStoreHome> makeOther)
    {
        _twin = new("twin", new TwinHome(_clock, new KeyAnalyst()));
        _other = new("engine", makeOther(_clock));
    }

    public Side Twin => _twin;

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Null if both did the same; otherwise how they differ.</summary>
    public async Task<string?> PlayAsync(Step step)
    {
        _steps.Add(step);
        try
        {
            return await TryAsync(step).WaitAsync(Long);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return $"{step} threw {fault}";
        }
    }

    /// <summary>Compares everything that can be seen.</summary>
    public async Task<string?> LookAsync(bool withBodies)
    {
        var expected = await new Portrait(_twin, Mix.Everyday.Accounts).DrawAsync(withBodies);
        var actual = await new Portrait(_other, Mix.Everyday.Accounts).DrawAsync(withBodies);
        var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == expected.Count && at == actual.Count
            ? null
            : $"They show different things.\n  {_twin.Name}: {expected.ElementAtOrDefault(at)}\n  {_other.Name}: {actual.ElementAtOrDefault(at)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _twin.DisposeAsync();
        await _other.DisposeAsync();
    }

    private async Task<string?> TryAsync(Step step)
    {
        switch (step.Act)
        {
            case Act.Advance:
                _clock.Advance(TimeSpan.FromSeconds(step.Number("seconds")));
                return null;
            case Act.Restart or Act.Crash:
                await _twin.RestartAsync(step.Act == Act.Crash);
                await _other.RestartAsync(step.Act == Act.Crash);
                return await LookAsync(withBodies: true);
            case Act.Torn:
                return await TearAsync(step) ?? await LookAsync(withBodies: true);
            default:
                var expected = await new Player(_twin).PlayAsync(step);
                var actual = await new Player(_other).PlayAsync(step);
                return expected == actual ? null : $"{step}\n  {_twin.Name}: {expected}\n  {_other.Name}: {actual}";
        }
    }

    /// <summary>The store ends while changes are on their way: those that were acknowledged are there, and of the rest the first few.</summary>
    private async Task<string?> TearAsync(Step step)
    {
        // Otherwise it would be chance which arrivals a view still takes as recent.
        _other.CloseViews();
        var account = await _other.AccountAsync(step.Number("account"));
        var mailbox = account == null ? null : await account.OpenAsync(step.Mailbox("mailbox"));
        var isFree = mailbox != null && account!.Quota.Limits.Bytes == null;
        var tickets = !isFree ? [] : await new Player(_other).HandInAsync(step, account!, mailbox!);
        await _other.RestartAsync(isCrash: true);
        await _twin.RestartAsync(isCrash: true);
        var acknowledged = 0;
        for (var number = 0; number < tickets.Count; number++)
        {
            acknowledged = await IsKnownAsync(tickets[number]) ? number + 1 : acknowledged;
        }

        if (!isFree)
        {
            return null;
        }

        var wanted = await StatusAsync(_other, step);
        for (var done = 0; done < tickets.Count; done++)
        {
            if (done >= acknowledged && Shape(wanted) == Shape(await StatusAsync(_twin, step)))
            {
                break;
            }

            await new Player(_twin).PlayAsync(step with
            {
                Act = Act.Burst,
                Values = step.Values.SetItem("count", "1").SetItem("seed", (step.Number("seed") + done).ToString()),
            });
        }

        var reached = await StatusAsync(_twin, step);
        return Shape(wanted) == Shape(reached) ? null : $"{step}\n  acknowledged: {acknowledged}\n  {_twin.Name}: {reached}\n  {_other.Name}: {wanted}";
    }

    private static (ulong ModSeq, uint UidNext, int Messages) Shape(MailboxStatus? status) =>
        status is { } now ? (now.HighestModSeq.Value, now.UidNext.Value, now.Messages) : default;

    private static async Task<MailboxStatus?> StatusAsync(Side side, Step step)
    {
        var account = await side.AccountAsync(step.Number("account"));
        var mailbox = account == null ? null : await account.OpenAsync(step.Mailbox("mailbox"));
        return mailbox?.Status;
    }

    private static async Task<bool> IsKnownAsync(Task<string> ticket)
    {
        try
        {
            await ticket;
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
