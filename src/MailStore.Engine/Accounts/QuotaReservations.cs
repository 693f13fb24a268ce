using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>
/// Octets on their way in, by account: uploads that run side by side see each other, so that together they do not begin what
/// only one of them could end.
/// </summary>
internal sealed class QuotaReservations
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AccountId, long> _bytes = [];

    /// <summary>More, or less, for an account.</summary>
    /// <returns>What is reserved now.</returns>
    public long Add(AccountId account, long bytes)
    {
        lock (_gate)
        {
            var total = _bytes.GetValueOrDefault(account) + bytes;
            if (total == 0)
            {
                _bytes.Remove(account);
            }
            else
            {
                _bytes[account] = total;
            }

            return total;
        }
    }
}
