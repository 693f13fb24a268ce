using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Mailboxes;

namespace MailStore.Engine.Accounts;

/// <summary>
/// The mailboxes of an account that are in memory. Any thread finds them; the writer alone brings in others. They stay for as long as somebody
/// uses them or the volume holds them: there is never a second one of a mailbox.
/// </summary>
internal sealed class AccountMailboxes
{
    private const int SweepMin = 64;

    private readonly ConcurrentDictionary<MailboxId, WeakReference<MailboxState>> _mailboxes = [];
    private int _sweepAt = SweepMin;

    public bool TryFind(MailboxId id, [NotNullWhen(true)] out MailboxState? mailbox)
    {
        mailbox = null;
        return _mailboxes.TryGetValue(id, out var reference) && reference.TryGetTarget(out mailbox);
    }

    public void Add(MailboxState mailbox)
    {
        _mailboxes[mailbox.Id] = new(mailbox);

        // Counting takes all locks of it, which is nothing beside reading a mailbox.
        if (_mailboxes.Count >= _sweepAt)
        {
            Sweep();
        }
    }

    /// <summary>It is gone.</summary>
    public void Remove(MailboxId id) => _mailboxes.TryRemove(id, out _);

    public IEnumerable<MailboxState> Resident()
    {
        foreach (var reference in _mailboxes.Values)
        {
            if (reference.TryGetTarget(out var mailbox))
            {
                yield return mailbox;
            }
        }
    }

    private void Sweep()
    {
        foreach (var (id, reference) in _mailboxes)
        {
            if (!reference.TryGetTarget(out _))
            {
                _mailboxes.TryRemove(id, out _);
            }
        }

        _sweepAt = Math.Max(SweepMin, 2 * _mailboxes.Count);
    }
}
