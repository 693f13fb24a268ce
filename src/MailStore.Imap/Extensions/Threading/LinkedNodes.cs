namespace MailStore.Imap.Extensions.Threading;

/// <summary>Which nodes may be in one tree: those that were joined, by whatever way. What was taken apart again still counts as joined.</summary>
internal sealed class LinkedNodes
{
    private readonly int[] _leaders;

    /// <param name="above">The parent of each node that has one.</param>
    public LinkedNodes(ReadOnlySpan<int> above)
    {
        _leaders = new int[above.Length];
        for (var node = 0; node < _leaders.Length; node++)
        {
            _leaders[node] = node;
        }

        for (var node = 0; node < above.Length; node++)
        {
            if (above[node] != ThreadedMessages.None)
            {
                Join(node, above[node]);
            }
        }
    }

    public bool AreApart(int one, int other) => Leader(one) != Leader(other);

    public void Join(int one, int other) => _leaders[Leader(one)] = Leader(other);

    private int Leader(int node)
    {
        while (_leaders[node] != node)
        {
            // Each second one is shortened past its own leader: the ways stay short.
            node = _leaders[node] = _leaders[_leaders[node]];
        }

        return node;
    }
}
