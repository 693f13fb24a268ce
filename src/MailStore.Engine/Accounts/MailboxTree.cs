using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Accounts;

/// <summary>
/// The names of an account as the writer changes them. A parent that is no mailbox is a name only because of the mailboxes
/// below it, so it stands nowhere.
/// </summary>
internal sealed class MailboxTree
{
    private readonly List<TreeNode> _nodes;
    private readonly Dictionary<MailboxId, MailboxName> _names = [];
    private PublishedTree? _published;

    public MailboxTree(List<TreeNode> sorted)
    {
        _nodes = sorted;
        foreach (var node in sorted)
        {
            Count(node);
        }
    }

    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>How many of the names are mailboxes.</summary>
    public int Mailboxes => _names.Count;

    public PublishedTree Publish() => _published ??= new([.. _nodes]);

    public bool TryFind(MailboxName name, out TreeNode node)
    {
        var place = PublishedTree.PlaceOf(CollectionsMarshal.AsSpan(_nodes), name);
        node = place >= 0 ? _nodes[place] : default;
        return place >= 0;
    }

    public bool TryFind(MailboxId id, out TreeNode node)
    {
        node = default;
        return _names.TryGetValue(id, out var name) && TryFind(name, out node);
    }

    public bool Exists(MailboxName name) => TryFind(name, out var node) && node.Exists;

    /// <summary>A mailbox has it, or has it above its own.</summary>
    public bool IsName(MailboxName name) => Exists(name) || Below(name).Any();

    /// <summary>Mailboxes below a name, sorted.</summary>
    public IEnumerable<TreeNode> Below(MailboxName name)
    {
        // Everything below begins with the name and a slash, and so stands together.
        var first = PublishedTree.PlaceOf(CollectionsMarshal.AsSpan(_nodes), name);
        for (var place = first < 0 ? ~first : first; place < _nodes.Count; place++)
        {
            var node = _nodes[place];
            if (node.Exists && node.Name.IsBelow(name))
            {
                yield return node;
            }
            else if (!node.Name.Text.StartsWith(name.Text, StringComparison.Ordinal))
            {
                yield break;
            }
        }
    }

    /// <summary>Levels above a name that are no names yet, the highest first.</summary>
    public List<MailboxName> MissingAbove(MailboxName name)
    {
        var missing = new List<MailboxName>();
        while (name.TryGetParent(out name) && !IsName(name))
        {
            missing.Insert(0, name);
        }

        return missing;
    }

    /// <summary>RFC 6154 §3: a use belongs to one mailbox.</summary>
    public bool IsUseTaken(SpecialUse uses, MailboxName by) => _nodes.Exists(node => (node.Uses & uses) != SpecialUse.None && node.Name != by);

    /// <summary>Adds the name or replaces it; one that is neither mailbox nor subscription goes.</summary>
    public void Put(TreeNode node)
    {
        _published = null;
        var place = PublishedTree.PlaceOf(CollectionsMarshal.AsSpan(_nodes), node.Name);
        if (place >= 0)
        {
            _names.Remove(_nodes[place].Id);
        }

        if (!node.Exists && !node.IsSubscribed)
        {
            if (place >= 0)
            {
                _nodes.RemoveAt(place);
            }

            return;
        }

        if (place >= 0)
        {
            _nodes[place] = node;
        }
        else
        {
            _nodes.Insert(~place, node);
        }

        Count(node);
    }

    private void Count(in TreeNode node)
    {
        if (node.Exists)
        {
            _names.Add(node.Id, node.Name);
        }
    }
}
