using System.Numerics;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>
/// A tree as records 'L' of the index, cut into pages by a hash of the name, so that one more mailbox among thousands writes
/// one page:
/// <code>count | (name | id | UIDVALIDITY | uses | subscribed) of each, sorted</code>
/// The number of pages is a power of two that grows with the tree.
/// </summary>
internal sealed class TreePages(AccountId account, int count)
{
    private const int NamesPerPage = 32;

    private readonly SortedSet<int> _dirty = [];

    public int Count { get; private set; } = count;

    public static List<TreeNode> Read(AccountId account, int pages, IIndexReader index, IndexBuffer buffer)
    {
        var nodes = new List<TreeNode>();
        for (var page = 0; page < pages; page++)
        {
            if (!index.TryRead(RecordKeys.Tree(account, page), buffer))
            {
                continue;
            }

            var reader = new ChangeReader(buffer.Span);
            for (var left = reader.Count(); left > 0; left--)
            {
                nodes.Add(new(reader.MailboxName(), new(reader.Varint()), new(reader.UInt32()), (SpecialUse)reader.UInt32(), reader.Byte() != 0));
            }

            reader.End();
        }

        nodes.Sort((left, right) => left.Name.CompareTo(right.Name));
        return nodes;
    }

    /// <summary>This name was added, changed or removed.</summary>
    public void Touch(MailboxName name) => _dirty.Add(PageOf(name, Count));

    /// <summary>Puts what was touched.</summary>
    public void Write(MailboxTree tree, ChangeWriter writer, IIndexWriter index)
    {
        var pages = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (tree.Nodes.Count + NamesPerPage - 1) / NamesPerPage));
        if (pages > Count)
        {
            Count = pages;
            _dirty.UnionWith(Enumerable.Range(0, pages));
        }

        if (_dirty.Count == 0)
        {
            return;
        }

        var names = tree.Nodes.Where(node => _dirty.Contains(PageOf(node.Name, Count))).ToLookup(node => PageOf(node.Name, Count));
        foreach (var page in _dirty)
        {
            WritePage(page, [.. names[page]], writer, index);
        }

        _dirty.Clear();
    }

    public void Delete(IIndexWriter index)
    {
        for (var page = 0; page < Count; page++)
        {
            index.Delete(RecordKeys.Tree(account, page));
        }

        _dirty.Clear();
    }

    // FNV-1a over UTF-16, on disk: frozen.
    private static int PageOf(MailboxName name, int count)
    {
        var hash = 2166136261u;
        foreach (var letter in name.Text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)(hash & (uint)(count - 1));
    }

    private void WritePage(int page, TreeNode[] nodes, ChangeWriter writer, IIndexWriter index)
    {
        if (nodes.Length == 0)
        {
            index.Delete(RecordKeys.Tree(account, page));
            return;
        }

        writer.Begin();
        writer.Varint((ulong)nodes.Length);
        foreach (var node in nodes)
        {
            writer.Text(node.Name.Text);
            writer.Varint(node.Id.Value);
            writer.Varint(node.Validity.Value);
            writer.Varint((ulong)node.Uses);
            writer.Byte(node.IsSubscribed ? (byte)1 : (byte)0);
        }

        index.Put(RecordKeys.Tree(account, page), writer.Written);
    }
}
