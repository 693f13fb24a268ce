using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>What became of mailboxes between two versions of a tree: RFC 5465 §5.4, §5.5.</summary>
internal sealed class TreeDifference
{
    private readonly ImmutableArray<MailboxEntry> _before;
    private readonly ImmutableArray<MailboxEntry> _after;
    private readonly Dictionary<MailboxId, MailboxEntry> _were;
    private readonly Dictionary<MailboxName, MailboxEntry> _are = [];
    private readonly List<TreeEvent> _events = [];

    private TreeDifference(ImmutableArray<MailboxEntry> before, ImmutableArray<MailboxEntry> after)
    {
        (_before, _after) = (before, after);
        _were = before.Where(entry => entry.Exists).ToDictionary(entry => entry.Id);
        foreach (var entry in after)
        {
            _are.Add(entry.Name, entry);
        }
    }

    public static IReadOnlyList<TreeEvent> Of(ImmutableArray<MailboxEntry> before, ImmutableArray<MailboxEntry> after)
    {
        var difference = new TreeDifference(before, after);
        difference.AddNames();
        difference.AddSubscriptions();
        return difference._events;
    }

    private void AddNames()
    {
        var left = new Dictionary<MailboxId, MailboxEntry>(_were);
        foreach (var entry in _after.Where(entry => entry.Exists))
        {
            if (!left.Remove(entry.Id, out var old))
            {
                Add(entry);
            }
            else if (old.Name != entry.Name && !IsRenamedAbove(old.Name, entry.Name))
            {
                _events.Add(new(WatchedEvents.MailboxName, entry, old.Name, old.Name));
            }
        }

        foreach (var gone in left.Values)
        {
            Add(Now(gone.Name));
        }
    }

    // It came or went, and its parent has one child more or less.
    private void Add(MailboxEntry entry)
    {
        _events.Add(new(WatchedEvents.MailboxName, entry, Old: null, entry.Name));
        if (entry.Name.TryGetParent(out var parent))
        {
            _events.Add(new(WatchedEvents.MailboxName, Now(parent), Old: null, entry.Name));
        }
    }

    private void AddSubscriptions()
    {
        var before = _before.Where(entry => entry.IsSubscribed).Select(entry => entry.Name).ToHashSet();
        foreach (var entry in _after.Where(entry => entry.IsSubscribed && !before.Remove(entry.Name)))
        {
            _events.Add(new(WatchedEvents.SubscriptionChange, entry, Old: null, entry.Name));
        }

        foreach (var name in before)
        {
            _events.Add(new(WatchedEvents.SubscriptionChange, Now(name), Old: null, name));
        }
    }

    // RFC 5465 §5.4: what lies below a name that was renamed is not told of.
    private bool IsRenamedAbove(MailboxName before, MailboxName after) =>
        before.Leaf == after.Leaf
        && before.TryGetParent(out var source)
        && after.TryGetParent(out var target)
        && source != target
        && _before.Any(entry => entry.Name == source && entry.Exists && _are.TryGetValue(target, out var now) && now.Id == entry.Id);

    private MailboxEntry Now(MailboxName name) => _are.TryGetValue(name, out var entry) ? entry : new(name);
}
