namespace MailStore.Imap.Extensions.Threading;

/// <summary>A place in a thread.</summary>
/// <param name="message">Null for a dummy: a message that others refer to and that was not found, or that holds those together who share a subject.</param>
internal sealed class ThreadNode(ThreadedMessage? message)
{
    private static readonly List<ThreadNode> s_none = [];

    // Most have no child, or one: a list is there when it is needed.
    private List<ThreadNode>? _children;

    public ThreadedMessage? Message => message;

    public bool IsDummy => message is null;

    /// <summary>Kept right while ids are linked; the lists of children are made behind that.</summary>
    public ThreadNode? Parent { get; set; }

    /// <summary>How many have this one as their parent.</summary>
    public int ChildCount { get; set; }

    /// <summary>To be read, and sorted.</summary>
    public List<ThreadNode> Children => _children ?? s_none;

    /// <summary>RFC 5256 §3: a dummy counts as its first child.</summary>
    public ThreadedMessage First => message ?? Children[0].First;

    public void Add(params ReadOnlySpan<ThreadNode> children) => (_children ??= new(children.Length)).AddRange(children);

    /// <summary>RFC 5256 §3 step 1: where that would make no loop.</summary>
    public void TryHangUnder(ThreadNode parent)
    {
        if (IsAboveOf(parent))
        {
            return;
        }

        Leave();
        Parent = parent;
        parent.ChildCount++;
    }

    public void Leave()
    {
        if (Parent is not null)
        {
            Parent.ChildCount--;
            Parent = null;
        }
    }

    // Who has no child is above of nobody: mostly there is nothing to walk, however deep the thread is.
    private bool IsAboveOf(ThreadNode other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        for (var above = ChildCount == 0 ? null : other.Parent; above is not null; above = above.Parent)
        {
            if (ReferenceEquals(above, this))
            {
                return true;
            }
        }

        return false;
    }
}
