using MailStore.Abstractions.Accounts;

namespace MailStore.Imap.Session;

/// <summary>How many sessions each account has open. All connections of a server share one.</summary>
public sealed class SessionSeats
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, int> _taken = [];

    /// <summary>False if there are so many already.</summary>
    internal bool TryTake(AccountId account, int max)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(account);
            if (taken >= max)
            {
                return false;
            }

            _taken[account] = taken + 1;
            return true;
        }
    }

    internal void Leave(AccountId account)
    {
        lock (_gate)
        {
            if (--_taken[account] == 0)
            {
                _taken.Remove(account);
            }
        }
    }
}
