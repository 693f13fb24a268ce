using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>
/// What has happened in an account since it was last asked for, as its writer says it: any thread adds, the session takes. It holds
/// names of things and not what became of them, so that it stays small however long a client does not read.
/// </summary>
internal sealed class NotifyNews(int max)
{
    private readonly Lock _gate = new();
    private HashSet<MailboxId> _mailboxes = [];
    private List<AccountChange> _metadata = [];
    private bool _hasTree;
    private bool _hasOverflow;

    /// <summary>RFC 5465 §5.8: false if there is more than is kept.</summary>
    public bool Add(in AccountChange change)
    {
        lock (_gate)
        {
            if (_hasOverflow)
            {
                // Nothing of it will be told.
                return false;
            }

            if (change.Entries is not null)
            {
                _metadata.Add(change);
            }
            else if (change.Mailbox.IsNone)
            {
                _hasTree = true;
            }
            else
            {
                _mailboxes.Add(change.Mailbox);
            }

            _hasOverflow |= _mailboxes.Count + _metadata.Count > max;
            return !_hasOverflow;
        }
    }

    public (IReadOnlySet<MailboxId> Mailboxes, IReadOnlyList<AccountChange> Metadata, bool HasTree, bool HasOverflow) Take()
    {
        lock (_gate)
        {
            var taken = (_mailboxes, _metadata, _hasTree, _hasOverflow);
            _mailboxes = _mailboxes.Count == 0 ? _mailboxes : [];
            _metadata = _metadata.Count == 0 ? _metadata : [];
            _hasTree = false;
            return taken;
        }
    }
}
