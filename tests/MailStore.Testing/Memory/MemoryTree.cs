using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

/// <summary>The names of an account. A parent that is no mailbox is one only because of the mailboxes below it.</summary>
internal sealed class MemoryTree(MemoryMailStore store, MemoryAccount account)
{
    private readonly HashSet<MailboxName> _subscriptions = [];
    private UidValidity _lastValidity;
    private UidValidity _retired;

    public SortedDictionary<MailboxName, MemoryMailbox> Mailboxes { get; } = [];

    /// <summary>Those that were deleted too: views may be open on them.</summary>
    public List<MemoryMailbox> Known { get; } = [];

    public ImmutableArray<MailboxEntry> ToEntries() =>
    [
        .. Mailboxes.Keys.Concat(Mailboxes.Keys.SelectMany(Above)).Concat(_subscriptions).Distinct().Order()
            .Select(name => new MailboxEntry(name)
            {
                Id = Mailboxes.GetValueOrDefault(name)?.Id ?? default,
                Uses = Mailboxes.GetValueOrDefault(name)?.Uses ?? default,
                IsSubscribed = _subscriptions.Contains(name),
                HasChildren = IsParent(name),
            }),
    ];

    /// <summary>A mailbox has it, or has it above its own.</summary>
    public bool IsName(MailboxName name) => Mailboxes.ContainsKey(name) || IsParent(name);

    public bool IsUseTaken(SpecialUse uses, MemoryMailbox? by) =>
        Mailboxes.Values.Any(mailbox => mailbox != by && (mailbox.Uses & uses) != SpecialUse.None);

    /// <summary>Levels above a name that are no names yet, the highest first.</summary>
    public List<MailboxName> MissingAbove(MailboxName name) => [.. Above(name).Where(level => !IsName(level)).Order()];

    public MemoryMailbox Add(MailboxName name)
    {
        var mailbox = new MemoryMailbox(store, account, new MailboxId(store.NextId()), NextValidity());
        Mailboxes.Add(name, mailbox);
        Known.Add(mailbox);
        store.Touch(account);
        return mailbox;
    }

    public void Remove(MailboxName name)
    {
        Mailboxes.Remove(name, out var mailbox);
        mailbox!.MarkDeleted();
        Retire(mailbox.UidValidity);
        store.Touch(account);
    }

    public bool CanRebase(MailboxName source, MailboxName target) =>
        Mailboxes.Keys.All(name => !name.IsBelow(source) || name.TryRebase(source, target, out _));

    public void Rebase(MailboxName source, MailboxName target)
    {
        var moving = Mailboxes.Where(pair => pair.Key == source || pair.Key.IsBelow(source)).ToList();
        var retired = _retired;
        foreach (var (name, mailbox) in moving)
        {
            Mailboxes.Remove(name);
            Retire(mailbox.UidValidity);
            // RFC 9051 §2.3.1.1: a name never comes back with an older one.
            if (mailbox.UidValidity.Value <= retired.Value)
            {
                mailbox.UidValidity = NextValidity();
                store.Touch(account, mailbox.Id);
            }

            name.TryRebase(source, target, out var renamed);
            Mailboxes.Add(renamed, mailbox);
        }

        store.Touch(account);
    }

    /// <summary>Whether a mailbox may go on with the UIDVALIDITY that it had elsewhere. New ones are newer than it from then on.</summary>
    public bool CanTake(UidValidity validity, MemoryMailbox mailbox)
    {
        var canTake = mailbox.UidNext == Uid.First && validity.Value > _retired.Value;
        _lastValidity = canTake ? new(Math.Max(_lastValidity.Value, validity.Value)) : _lastValidity;
        return canTake;
    }

    public void Subscribe(MailboxName name, bool isSubscribed)
    {
        _ = isSubscribed ? _subscriptions.Add(name) : _subscriptions.Remove(name);
        store.Touch(account);
    }

    private static IEnumerable<MailboxName> Above(MailboxName name)
    {
        while (name.TryGetParent(out name))
        {
            yield return name;
        }
    }

    private bool IsParent(MailboxName name) => Mailboxes.Keys.Any(other => other.IsBelow(name));

    private UidValidity NextValidity() => _lastValidity = new(_lastValidity.Value + 1);

    private void Retire(UidValidity validity) => _retired = new(Math.Max(_retired.Value, validity.Value));
}
