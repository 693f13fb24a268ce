namespace MailStore.Imap.Extensions.Threading;

/// <summary>Puts siblings in order. However deep a thread is, nothing here calls itself.</summary>
internal static class ThreadOrder
{
    /// <summary>RFC 5256 §3 step 6: by the date sent, the youngest sets first, heads last.</summary>
    public static void BySent(List<ThreadNode> heads)
    {
        // Children behind their parents, so from the end each set is sorted when all below it are.
        var nodes = Below(heads);
        for (var at = nodes.Count - 1; at >= 0; at--)
        {
            Sort(nodes[at].Children);
        }

        Sort(heads);
    }

    /// <summary>Threads by the newest of their messages.</summary>
    public static void ByNewest(List<ThreadNode> heads)
    {
        var newest = heads.ToDictionary(head => head, head => Below([head]).Where(node => !node.IsDummy).Max(node => (node.Message!.Sent, node.Message.Uid)));
        heads.Sort((left, right) => newest[left].CompareTo(newest[right]));
    }

    private static void Sort(List<ThreadNode> siblings)
    {
        if (siblings.Count > 1)
        {
            siblings.Sort((left, right) => (left.First.Sent, left.First.Uid).CompareTo((right.First.Sent, right.First.Uid)));
        }
    }

    private static List<ThreadNode> Below(IEnumerable<ThreadNode> heads)
    {
        var nodes = new List<ThreadNode>(heads);
        for (var at = 0; at < nodes.Count; at++)
        {
            nodes.AddRange(nodes[at].Children);
        }

        return nodes;
    }
}
