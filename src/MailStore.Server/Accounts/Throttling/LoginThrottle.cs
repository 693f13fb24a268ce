using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Registry;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Accounts.Throttling;

/// <summary>
/// Slows down whoever guesses passwords, by address and by name, and locks out whoever goes on. What failed is kept in the store, so neither a
/// restart nor another listener forgets it; names that nobody has are treated as those that somebody has.
/// </summary>
internal sealed class LoginThrottle(IRegistry registry, ThrottleRules rules, TimeProvider clock)
{
    private const int Tries = 8;
    private const int KnownMax = 100_000;
    private const int SweepEvery = 1000;

    private readonly ConcurrentDictionary<(string Address, AccountName Name), bool> _known = new();
    private int _failures;

    /// <summary>Lets time pass: by the clock, unless somebody knows better.</summary>
    public Func<TimeSpan, CancellationToken, Task> WaitAsync { get; init; } = (due, cancellation) => Task.Delay(due, clock, cancellation);

    /// <summary>Empty where nobody is counted: no network, or one that is exempt.</summary>
    public string KeyOf(IPAddress? peer)
    {
        if (peer is null || rules.Exempt.Any(network => network.Contains(peer)))
        {
            return "";
        }

        peer = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        if (peer.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return "a:" + peer;
        }

        // RFC 6177 §2: whoever has one IPv6 address has at least 64 bits of them.
        var octets = peer.GetAddressBytes();
        octets.AsSpan(8).Clear();
        return $"a:{new IPAddress(octets)}/64";
    }

    public static string KeyOf(AccountName name) => name.Text.Length == 0 ? "" : "n:" + name.Text;

    /// <summary>Waits as long as is due. False if there is nothing to be tried just now.</summary>
    public async ValueTask<bool> EnterAsync(string address, AccountName name, CancellationToken cancellation)
    {
        if (address.Length == 0)
        {
            return true;
        }

        var (here, there) = (Find(address), IsKnown(address, name) ? Lockout.None : Find(KeyOf(name)));
        var now = clock.GetUtcNow();
        if (here.Until > now || there.Until > now)
        {
            return false;
        }

        var due = Later(here.Last + rules.DelayAfter(here.Failures), there.Last + rules.DelayAfter(there.Failures)) - now;
        if (due > TimeSpan.Zero)
        {
            await WaitAsync(due, cancellation);
        }

        return true;
    }

    /// <summary>What came of it. An address that was locked meanwhile, by others of its tries, is refused though it was right.</summary>
    public async ValueTask<SignIn> LeaveAsync(string address, AccountName name, SignIn outcome)
    {
        if (address.Length == 0 || outcome.Outcome == SignInOutcome.Unavailable)
        {
            return outcome;
        }

        if (outcome.Outcome == SignInOutcome.Refused)
        {
            await FailedAsync(address, rules.AddressFailuresMax);
            await FailedAsync(KeyOf(name), rules.NameFailuresMax);
            await SweepAsync();
            return outcome;
        }

        if (Find(address).Until > clock.GetUtcNow())
        {
            return SignIn.Refused;
        }

        Know(address, outcome.Account);
        if (registry.Find(new(Shelves.Lockouts, KeyOf(name))) is { } record)
        {
            await registry.Change([new(new(Shelves.Lockouts, KeyOf(name)), Octets: null) { Expected = record.Version }]);
        }

        return outcome;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private Lockout Find(string key) => key.Length > 0 && registry.Find(new(Shelves.Lockouts, key)) is { } record ? Current(Lockout.Read(record.Octets)) : Lockout.None;

    private Lockout Current(Lockout lockout)
    {
        var now = clock.GetUtcNow();
        if (lockout.Last > now)
        {
            // The clock went back, and how long ago it was nobody knows: it counts as just now. A lock would hold until the clock is there again,
            // which may be years: one that is further ahead than a lock is long is over.
            lockout = lockout with { Last = now, Until = lockout.Last - now > rules.FirstLock ? now : lockout.Until };
        }

        var quiet = now - Later(lockout.Last, lockout.Until);
        return quiet > rules.LockMemory ? Lockout.None : quiet > rules.Memory ? lockout with { Failures = 0 } : lockout;
    }

    private async ValueTask FailedAsync(string key, int failuresMax)
    {
        for (var number = 0; number < Tries && key.Length > 0; number++)
        {
            var record = registry.Find(new(Shelves.Lockouts, key));
            var before = record is null ? Lockout.None : Current(Lockout.Read(record.Octets));
            var now = clock.GetUtcNow();
            var after = before with { Failures = before.Failures + 1, Last = now };
            if (after.Failures >= failuresMax)
            {
                after = new(0, now, now + rules.LockAfter(before.Locks), before.Locks + 1);
            }

            // Several may fail at once: each of them counts.
            var result = await registry.Change([new(new(Shelves.Lockouts, key), after.Write()) { Expected = record?.Version ?? RegistryEdit.Absent }]);
            if (result.Refusal != Abstractions.Changes.Refusal.AlreadyExists)
            {
                return;
            }
        }
    }

    private bool IsKnown(string address, AccountName name) => _known.ContainsKey((address, name));

    private void Know(string address, AccountName name)
    {
        if (_known.Count < KnownMax)
        {
            _known[(address, name)] = true;
        }
    }

    // What is forgotten goes, now and then.
    private async ValueTask SweepAsync()
    {
        if (Interlocked.Increment(ref _failures) % SweepEvery != 0)
        {
            return;
        }

        foreach (var gone in registry.List(Shelves.Lockouts).Where(entry => Current(Lockout.Read(entry.Record.Octets)) == Lockout.None).Chunk(RegistryLimits.EditsMax).ToList())
        {
            await registry.Change([.. gone.Select(entry => new RegistryEdit(new(Shelves.Lockouts, entry.Name), Octets: null))]);
        }
    }
}
