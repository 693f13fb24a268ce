using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Engines;

/// <summary>What a store may never take back over all its restarts: ids of mailboxes, and their UIDVALIDITY, which only grows.</summary>
internal sealed class EngineLife
{
    private readonly Dictionary<MailboxId, uint> _validities = [];
    private readonly HashSet<MailboxId> _gone = [];
    private readonly Dictionary<AccountId, uint> _highest = [];
    private readonly Dictionary<(AccountId, MailboxName), (MailboxId Id, uint Validity)> _names = [];

    public async Task LookAsync(IMailStore store)
    {
        var there = new HashSet<MailboxId>();
        foreach (var owner in MailActor.Owners)
        {
            var account = await store.OpenAccountAsync(owner) ?? throw new LedgerException($"account {owner} is gone");
            var highest = _highest.GetValueOrDefault(account.Id);
            foreach (var entry in account.Tree.Where(entry => entry.Exists))
            {
                var mailbox = await account.OpenAsync(entry.Name) ?? throw new LedgerException($"mailbox {entry.Name} is listed and not there");
                there.Add(mailbox.Id);
                Look(mailbox.Id, mailbox.Status.UidValidity.Value, highest);
                LookAtName((account.Id, entry.Name), mailbox.Id, mailbox.Status.UidValidity.Value);
                _highest[account.Id] = Math.Max(_highest.GetValueOrDefault(account.Id), mailbox.Status.UidValidity.Value);
            }
        }

        _gone.UnionWith(_validities.Keys.Where(id => !there.Contains(id)));
    }

    // RFC 9051 §2.3.1.1: clients know a name and a UIDVALIDITY, and the two never mean another mailbox.
    private void LookAtName((AccountId, MailboxName) name, MailboxId id, uint validity)
    {
        if (_names.TryGetValue(name, out var known) && (validity < known.Validity || known.Id != id && validity == known.Validity))
        {
            throw new LedgerException($"{name.Item2} had UIDVALIDITY {known.Validity} as mailbox {known.Id} and has {validity} as {id}");
        }

        _names[name] = (id, validity);
    }

    private void Look(MailboxId id, uint validity, uint highest)
    {
        if (_gone.Contains(id))
        {
            throw new LedgerException($"mailbox {id} was deleted and is there again");
        }

        if (_validities.TryGetValue(id, out var known))
        {
            // A rename to a name that a newer mailbox had brings a newer one.
            if (validity < known)
            {
                throw new LedgerException($"UIDVALIDITY of mailbox {id} was {known} and is {validity}");
            }
        }
        else if (validity <= highest)
        {
            throw new LedgerException($"mailbox {id} is new and has UIDVALIDITY {validity}, after {highest}");
        }

        _validities[id] = validity;
    }
}
