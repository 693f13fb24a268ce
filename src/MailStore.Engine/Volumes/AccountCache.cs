using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Accounts;
using MailStore.Engine.Accounts;

namespace MailStore.Engine.Volumes;

/// <summary>
/// Accounts in memory. Any thread finds those that are there; the writer alone brings in others. The last ones that were used
/// are held, and the others stay for as long as somebody uses them: there is never a second one of an account.
/// </summary>
internal sealed class AccountCache(int residentMax)
{
    private readonly ConcurrentDictionary<AccountId, WeakReference<AccountState>> _accounts = [];
    private readonly AccountState?[] _recent = new AccountState?[Math.Max(1, residentMax)];
    private int _next;
    private int _sweepAt = 2 * Math.Max(1, residentMax);

    public bool TryFind(AccountId id, [NotNullWhen(true)] out AccountState? account)
    {
        account = null;
        return _accounts.TryGetValue(id, out var reference) && reference.TryGetTarget(out account);
    }

    /// <param name="isHeld">Not one that nobody asked for: such as who goes through all accounts reads.</param>
    public void Add(AccountState account, bool isHeld)
    {
        _accounts[account.Id] = new(account);
        if (isHeld)
        {
            _recent[_next] = account;
            _next = (_next + 1) % _recent.Length;
        }

        if (_accounts.Count >= _sweepAt)
        {
            Sweep();
        }
    }

    /// <summary>Nobody uses one yet: all are read anew when they are asked for.</summary>
    public void Clear()
    {
        _accounts.Clear();
        Array.Clear(_recent);
    }

    public IEnumerable<AccountState> Resident()
    {
        foreach (var reference in _accounts.Values)
        {
            if (reference.TryGetTarget(out var account))
            {
                yield return account;
            }
        }
    }

    private void Sweep()
    {
        foreach (var (id, reference) in _accounts)
        {
            if (!reference.TryGetTarget(out _))
            {
                _accounts.TryRemove(id, out _);
            }
        }

        _sweepAt = 2 * Math.Max(_recent.Length, _accounts.Count);
    }
}
