namespace MailStore.Imap.Extensions.Threading;

/// <summary>Threads by the ids that messages refer to: steps 1 to 3 of REFERENCES (RFC 5256 §3).</summary>
internal sealed class ReferenceThreads
{
    private readonly ThreadNode?[] _byId;
    private readonly List<ThreadNode> _nodes = [];

    private ReferenceThreads(int ids) => _byId = new ThreadNode?[ids];

    /// <summary>The heads of the threads, in the order of their first messages.</summary>
    public static List<ThreadNode> Of(IReadOnlyList<ThreadedMessage> messages)
    {
        var threads = new ReferenceThreads(IdCountOf(messages));
        var own = threads.Number(messages);
        for (var at = 0; at < messages.Count; at++)
        {
            threads.Link(own[at], messages[at].References.Span);
        }

        return threads.Gather();
    }

    // Of two messages with one id the first one has it; who has none is referred to by nobody.
    private ThreadNode[] Number(IReadOnlyList<ThreadedMessage> messages)
    {
        var own = new ThreadNode[messages.Count];
        for (var at = 0; at < own.Length; at++)
        {
            own[at] = new(messages[at]);
            _nodes.Add(own[at]);
            if (messages[at].Id != ThreadedMessage.None)
            {
                _byId[messages[at].Id] ??= own[at];
            }
        }

        return own;
    }

    private void Link(ThreadNode message, ReadOnlySpan<int> references)
    {
        ThreadNode? last = null;
        foreach (var id in references)
        {
            var next = Of(id);

            // Step 1.A: a link that is there stays; lists of references are cut short by some programs.
            if (last is not null && next.Parent is null)
            {
                next.TryHangUnder(last);
            }

            last = next;
        }

        // Step 1.B: this one is sure.
        message.Leave();
        if (last is not null)
        {
            message.TryHangUnder(last);
        }
    }

    private ThreadNode Of(int id)
    {
        if (_byId[id] is { } node)
        {
            return node;
        }

        node = new(message: null);
        _byId[id] = node;
        _nodes.Add(node);
        return node;
    }

    private static int IdCountOf(IReadOnlyList<ThreadedMessage> messages)
    {
        var highest = ThreadedMessage.None;
        foreach (var message in messages)
        {
            highest = Math.Max(highest, message.Id);
            foreach (var id in message.References.Span)
            {
                highest = Math.Max(highest, id);
            }
        }

        return highest + 1;
    }

    // Steps 2 and 3: dummies inside of a thread go, and their children take their places. At the head one stays if it holds several together.
    private List<ThreadNode> Gather()
    {
        foreach (var node in _nodes)
        {
            if (!node.IsDummy && HeadOrMessageAbove(node) is { } above)
            {
                above.Add(node);
            }
        }

        var heads = new List<ThreadNode>();
        foreach (var node in _nodes)
        {
            if (node.Parent is null && (!node.IsDummy || node.Children.Count > 1))
            {
                heads.Add(node);
            }
            else if (node.Parent is null && node.Children is [var only])
            {
                heads.Add(only);
            }
        }

        return heads;
    }

    // Dummies that were walked over are shortened away, so that no chain of them is walked twice.
    private static ThreadNode? HeadOrMessageAbove(ThreadNode node)
    {
        var above = node.Parent;
        while (above is { IsDummy: true, Parent: not null })
        {
            above = above.Parent;
        }

        for (var passed = node.Parent; passed is { IsDummy: true, Parent: not null } && !ReferenceEquals(passed.Parent, above);)
        {
            var next = passed.Parent;
            passed.Parent = above;
            passed = next;
        }

        return above;
    }
}
