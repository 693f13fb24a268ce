namespace MailStore.Imap.Extensions.Threading;

/// <summary>Threads that have one subject become one: step 5 of REFERENCES (RFC 5256 §3).</summary>
/// <param name="messages">With their subjects.</param>
/// <param name="parents">Changed in place.</param>
internal sealed class SubjectMerge(ThreadedMessages messages, ThreadParents parents)
{
    private const int None = ThreadedMessages.None;

    // By subject: the head that others join.
    private readonly int[] _table = GC.AllocateUninitializedArray<int>(messages.SubjectCount);

    // By dummy: its first message; and the dummy whose children its own have become.
    private readonly int[] _first = new int[parents.Dummies];
    private readonly int[] _instead = new int[parents.Dummies];
    private int _dummies = parents.Dummies;

    /// <param name="order">Messages by the date sent.</param>
    public ThreadParents Run(ReadOnlySpan<int> order)
    {
        var heads = HeadsOf(order);
        _table.AsSpan().Fill(None);
        foreach (var head in heads)
        {
            Note(head);
        }

        foreach (var head in heads)
        {
            Merge(head);
        }

        foreach (ref var parent in parents.Of.AsSpan())
        {
            // Dummies that were made here hold no other one's children.
            if (IsDummy(parent) && parent - messages.Count < _instead.Length && _instead[parent - messages.Count] is var other && other != None)
            {
                parent = other;
            }
        }

        return parents with { Dummies = _dummies };
    }

    // Step 4: by date, where a dummy counts as the first of its children.
    private List<int> HeadsOf(ReadOnlySpan<int> order)
    {
        var heads = new List<int>(order.Length);
        _first.AsSpan().Fill(None);
        _instead.AsSpan().Fill(None);
        foreach (var message in order)
        {
            var parent = parents.Of[message];
            if (parent == None)
            {
                heads.Add(message);
            }
            else if (IsDummy(parent) && _first[parent - messages.Count] == None)
            {
                _first[parent - messages.Count] = message;
                heads.Add(parent);
            }
        }

        return heads;
    }

    private bool IsDummy(int node) => node >= messages.Count;

    private int FirstOf(int head) => IsDummy(head) ? _first[head - messages.Count] : head;

    // Step 5.B: the one of a subject that others join.
    private void Note(int head)
    {
        var first = FirstOf(head);
        if (messages.Subjects[first] == None)
        {
            return;
        }

        ref var noted = ref _table[messages.Subjects[first]];
        if (noted == None || (!IsDummy(noted) && (IsDummy(head) || (messages.Replies[noted] && !messages.Replies[first]))))
        {
            noted = head;
        }
    }

    // Step 5.C. If there is a dummy among those of a subject, the noted one is that.
    private void Merge(int head)
    {
        var subject = messages.Subjects[FirstOf(head)];
        if (subject == None || _table[subject] == head)
        {
            return;
        }

        ref var noted = ref _table[subject];
        if (IsDummy(head))
        {
            _instead[head - messages.Count] = noted;
        }
        else if (IsDummy(noted) || (messages.Replies[head] && !messages.Replies[noted]))
        {
            parents.Of[head] = noted;
        }
        else
        {
            var both = messages.Count + _dummies++;
            parents.Of[noted] = parents.Of[head] = both;
            noted = both;
        }
    }
}
