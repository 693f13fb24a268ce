using System.Collections.Immutable;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>Which names a LIST tells of: RFC 5258 §3.</summary>
internal sealed class ListScan(ListWish wish)
{
    /// <summary>Names above some that are selected; whether one of those below is not told of itself.</summary>
    private readonly Dictionary<MailboxName, bool> _parents = [];

    /// <summary>RFC 5258 §3.5, CHILDINFO: something below it is selected.</summary>
    public bool HasSelectedBelow(MailboxName name) => wish.SelectsBy(ListItems.Parents) && _parents.ContainsKey(name);

    /// <summary>In the order of the names.</summary>
    public IEnumerable<MailboxEntry> Find(ImmutableArray<MailboxEntry> tree)
    {
        if (!wish.SelectsBy(ListItems.Parents))
        {
            return tree.Where(entry => wish.IsSelected(entry) && wish.Matches(entry.Name));
        }

        foreach (var entry in tree.Where(wish.IsSelected))
        {
            CountBelow(entry.Name, isTold: wish.Matches(entry.Name));
        }

        // A parent need not be a name at all: "Fruit/Peach" may be subscribed to without there being a "Fruit".
        var known = tree.Select(entry => entry.Name).ToHashSet();
        return tree
            .Concat(_parents.Keys.Where(name => !known.Contains(name)).Select(name => new MailboxEntry(name)))
            .Where(entry => IsTold(entry) && wish.Matches(entry.Name))
            .OrderBy(entry => entry.Name);
    }

    // RFC 5258 §3.5: a parent is not told where all that it would be told for is.
    private bool IsTold(MailboxEntry entry) => wish.IsSelected(entry) || (_parents.TryGetValue(entry.Name, out var hasUntold) && hasUntold);

    private void CountBelow(MailboxName name, bool isTold)
    {
        for (; name.TryGetParent(out var parent); name = parent)
        {
            _parents[parent] = _parents.GetValueOrDefault(parent) || !isTold;
        }
    }
}
