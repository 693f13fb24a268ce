using System.Net;

namespace MailStore.Server.Accounts.Throttling;

/// <summary>How much guessing is borne. The defaults leave people who mistype alone, and give a guesser some twenty tries an hour.</summary>
internal sealed record ThrottleRules
{
    /// <summary>Failures that cost no time.</summary>
    public int FreeFailures { get; init; } = 3;

    /// <summary>After the first one that does; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(16);

    /// <summary>Failures of an address after which it is locked out.</summary>
    public int AddressFailuresMax { get; init; } = 20;

    /// <summary>Failures for a name, from wherever, after which it is locked for all addresses but those that it has logged in from.</summary>
    public int NameFailuresMax { get; init; } = 100;

    /// <summary>The first lock; it doubles with each.</summary>
    public TimeSpan FirstLock { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan LockMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Without a failure for so long, failures are forgotten.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Without a lock for so long, locks are.</summary>
    public TimeSpan LockMemory { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Networks that are never slowed: a webmail that logs in for everybody.</summary>
    public IReadOnlyList<IPNetwork> Exempt { get; init; } = [];

    public TimeSpan DelayAfter(int failures)
    {
        var doublings = Math.Min(failures - FreeFailures - 1, 30);
        return doublings < 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(DelayMax.Ticks, FirstDelay.Ticks << doublings));
    }

    public TimeSpan LockAfter(int locks) => TimeSpan.FromTicks(Math.Min(LockMax.Ticks, FirstLock.Ticks << Math.Min(locks, 16)));
}
