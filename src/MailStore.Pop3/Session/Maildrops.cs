using System.Collections.Concurrent;
using MailStore.Abstractions.Accounts;

namespace MailStore.Pop3.Session;

/// <summary>
/// RFC 1939 §4: a maildrop belongs to one session at a time. Also who logged in when, if that matters. All connections of a server share one,
/// whatever settings they began with.
/// </summary>
public sealed class Maildrops
{
    private readonly ConcurrentDictionary<AccountId, bool> _taken = new();
    private readonly ConcurrentDictionary<AccountId, long> _logins = new();

    /// <summary>False if another session has it.</summary>
    internal bool TryTake(AccountId account) => _taken.TryAdd(account, true);

    internal void GiveBack(AccountId account) => _taken.TryRemove(account, out _);

    /// <summary>RFC 2449 §6.5. False if the last login is not long enough ago; otherwise this is the last one.</summary>
    internal bool TryLogIn(AccountId account, TimeSpan delay, TimeProvider clock)
    {
        if (delay == TimeSpan.Zero)
        {
            return true;
        }

        if (_logins.TryGetValue(account, out var last) && clock.GetElapsedTime(last) < delay)
        {
            return false;
        }

        _logins[account] = clock.GetTimestamp();
        return true;
    }
}
