using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Accounts;

/// <summary>The names of an account as of a commit, sorted. Made once per commit that changes them; never changed.</summary>
internal sealed class PublishedTree(ImmutableArray<TreeNode> nodes)
{
    private MailboxEntry[]? _entries;

    public static PublishedTree Empty { get; } = new([]);

    public ImmutableArray<TreeNode> Nodes => nodes;

    /// <summary>With the parents that are no mailboxes. Computed when first asked for: most commits are never looked at.</summary>
    public ImmutableArray<MailboxEntry> Entries
    {
        get
        {
            // Two who ask at once compute the same.
            _entries ??= ToEntries();
            return ImmutableCollectionsMarshal.AsImmutableArray(_entries);
        }
    }

    public bool TryFind(MailboxName name, out TreeNode node)
    {
        var place = PlaceOf(nodes.AsSpan(), name);
        node = place >= 0 ? nodes[place] : default;
        return place >= 0;
    }

    public bool Contains(MailboxId id)
    {
        foreach (var node in nodes)
        {
            if (node.Id == id)
            {
                return !id.IsNone;
            }
        }

        return false;
    }

    /// <summary>Index of the name, or the complement of where it would stand.</summary>
    public static int PlaceOf(ReadOnlySpan<TreeNode> nodes, MailboxName name)
    {
        int low = 0, high = nodes.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            switch (nodes[middle].Name.CompareTo(name))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }

    private MailboxEntry[] ToEntries()
    {
        var parents = new HashSet<MailboxName>();
        var entries = new SortedDictionary<MailboxName, MailboxEntry>();
        foreach (var node in nodes)
        {
            entries.Add(node.Name, new MailboxEntry(node.Name) { Id = node.Id, Uses = node.Uses, IsSubscribed = node.IsSubscribed });
            for (var name = node.Name; node.Exists && name.TryGetParent(out name) && parents.Add(name);)
            {
            }
        }

        foreach (var parent in parents)
        {
            entries[parent] = (entries.GetValueOrDefault(parent) ?? new MailboxEntry(parent)) with { HasChildren = true };
        }

        return [.. entries.Values];
    }
}
