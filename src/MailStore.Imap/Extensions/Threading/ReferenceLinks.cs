namespace MailStore.Imap.Extensions.Threading;

/// <summary>
/// Threads by the ids that messages refer to: steps 1 to 3 of REFERENCES (RFC 5256 §3). A node is a number: messages come first,
/// and behind them a dummy for each id. What is above of each node is all that is known of the trees.
/// </summary>
internal sealed class ReferenceLinks
{
    private const int None = ThreadedMessages.None;
    private const int MessagesPerLook = 4096;

    private readonly ThreadedMessages _messages;
    private readonly int[] _byId;
    private readonly int[] _above;
    private readonly int[] _children;

    // Steps that were taken upwards to see that nothing becomes its own parent; with many it is worth knowing which nodes have
    // nothing to do with each other.
    private long _walked;
    private LinkedNodes? _linked;

    private ReferenceLinks(ThreadedMessages messages)
    {
        _messages = messages;
        _byId = GC.AllocateUninitializedArray<int>(messages.IdCount);
        _above = GC.AllocateUninitializedArray<int>(messages.Count + messages.IdCount);
        _children = new int[_above.Length];
        _above.AsSpan().Fill(None);
    }

    /// <returns>The parent of each message. Dummies that are left are numbered from behind the messages on, have at least two children, and nothing above them.</returns>
    public static ThreadParents Of(ThreadedMessages messages, CancellationToken cancellation)
    {
        var links = new ReferenceLinks(messages);
        links.NameMessages();
        for (var at = 0; at < messages.Count; at++)
        {
            if (at % MessagesPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var (from, to) = messages.Places[at];
            links.Link(at, messages.References.Span[from..to]);
        }

        links.PassDummiesOver();
        return links.NumberDummies();
    }

    // Of two messages with one id the first one has it; who has none is referred to by nobody.
    private void NameMessages()
    {
        for (var id = 0; id < _byId.Length; id++)
        {
            _byId[id] = _messages.Count + id;
        }

        for (var at = 0; at < _messages.Count; at++)
        {
            var id = _messages.Own[at];
            if (id != None && IsDummy(_byId[id]))
            {
                _byId[id] = at;
            }
        }
    }

    private bool IsDummy(int node) => node >= _messages.Count;

    private void Link(int message, ReadOnlySpan<int> references)
    {
        var last = None;
        foreach (var id in references)
        {
            var next = _byId[id];

            // Step 1.A: a link that is there stays; lists of references are cut short by some programs.
            if (last != None && _above[next] == None)
            {
                TryHang(next, last);
            }

            last = next;
        }

        // Step 1.B: this one is sure.
        if (_above[message] != last)
        {
            Leave(message);
            if (last != None)
            {
                TryHang(message, last);
            }
        }
    }

    // RFC 5256 §3 step 1: where that would make no loop.
    private void TryHang(int node, int parent)
    {
        if (node != parent && !IsAbove(node, parent))
        {
            _above[node] = parent;
            _children[parent]++;
            _linked?.Join(node, parent);
        }
    }

    private void Leave(int node)
    {
        if (_above[node] != None)
        {
            _children[_above[node]]--;
            _above[node] = None;
        }
    }

    // Who has no child is above of nobody: mostly there is nothing to walk, however deep the thread is.
    private bool IsAbove(int node, int other)
    {
        if (_children[node] == 0 || _linked?.AreApart(node, other) == true)
        {
            return false;
        }

        var above = _above[other];
        for (; above != None && above != node; above = _above[above])
        {
            _walked++;
        }

        if (_linked is null && _walked > 4L * _above.Length)
        {
            _linked = new(_above);
        }

        return above == node;
    }

    // Steps 2 and 3: dummies inside of a thread go, and their children take their places. What was walked over is shortened, so that
    // no chain of dummies is walked twice.
    private void PassDummiesOver()
    {
        for (var message = 0; message < _messages.Count; message++)
        {
            var above = _above[message];
            while (above != None && IsDummy(above) && _above[above] != None)
            {
                above = _above[above];
            }

            for (var passed = _above[message]; passed != above;)
            {
                var next = _above[passed];
                _above[passed] = above;
                passed = next;
            }

            _above[message] = above;
        }
    }

    // At the head a dummy stays if it holds several together.
    private ThreadParents NumberDummies()
    {
        _children.AsSpan().Clear();
        var above = _above.AsSpan(0, _messages.Count);
        foreach (var parent in above)
        {
            if (parent != None)
            {
                _children[parent]++;
            }
        }

        var count = _messages.Count;
        var numbers = _byId;
        Array.Fill(numbers, None);
        foreach (ref var parent in above)
        {
            if (parent == None || !IsDummy(parent))
            {
                continue;
            }

            ref var number = ref numbers[parent - _messages.Count];
            if (number == None && _children[parent] > 1)
            {
                number = count++;
            }

            parent = number;
        }

        return new(above.ToArray(), count - _messages.Count);
    }
}
