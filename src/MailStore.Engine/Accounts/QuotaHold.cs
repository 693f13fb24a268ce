using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>
/// What one upload has reserved in the quota of the accounts that it is for. It is enough that one of several has room: each
/// recipient has an outcome of its own. Reserving is a courtesy that saves octets on the wire; the writer decides.
/// </summary>
internal sealed class QuotaHold(IReadOnlyList<(IAccountHost Host, AccountId Account)> accounts, long freedBytes) : IDisposable
{
    private List<(IAccountHost Host, AccountId Account, long Bytes)>? _reserved;
    private long _bytes;

    /// <summary>Reserves up to so many octets in all. False if none of the accounts has room for them.</summary>
    public bool Take(long bytes)
    {
        if (bytes <= _bytes)
        {
            return true;
        }

        var more = bytes - _bytes;
        _bytes = bytes;
        var (isKnown, hasRoom) = (false, false);
        for (var number = 0; number < accounts.Count; number++)
        {
            var (host, account) = accounts[number];
            if (!host.TryReadQuota(account, out var quota))
            {
                continue;
            }

            isKnown = true;

            // Whoever has no limit needs no reservation, as nearly everybody.
            if (quota.Limits.Bytes is not { } most)
            {
                hasRoom = true;
                continue;
            }

            var taken = host.Reservations.Add(account, more);
            (_reserved ??= []).Add((host, account, more));
            hasRoom |= quota.Bytes - freedBytes + taken <= most;
        }

        if (isKnown && !hasRoom)
        {
            Dispose();
        }

        return hasRoom || !isKnown;
    }

    public void Dispose()
    {
        foreach (var (host, account, bytes) in _reserved ?? [])
        {
            host.Reservations.Add(account, -bytes);
        }

        _reserved = null;
    }
}
