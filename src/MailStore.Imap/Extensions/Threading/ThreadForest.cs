using System.Runtime.CompilerServices;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>
/// Threads in the order in which they are written: numbers of messages, and parentheses. However deep a thread is, nothing here
/// calls itself.
/// </summary>
internal sealed class ThreadForest
{
    /// <summary>Opens a thread.</summary>
    public const int Open = -1;

    /// <summary>Closes it.</summary>
    public const int Close = -2;

    private const int None = ThreadedMessages.None;

    private readonly int _messages;

    // By node, dummies too; and by message. Siblings are in the order of the dates.
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;

    private readonly List<int> _written;
    private readonly Stack<int> _begun = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ThreadForest(ThreadParents parents, ReadOnlySpan<int> order)
    {
        _messages = parents.Of.Length;
        _firstChild = GC.AllocateUninitializedArray<int>(_messages + parents.Dummies);
        _nextSibling = GC.AllocateUninitializedArray<int>(_messages);
        _written = new((2 * _messages) + 16);
        _firstChild.AsSpan().Fill(None);
        for (var at = order.Length - 1; at >= 0; at--)
        {
            var message = order[at];
            var parent = parents.Of[message];
            if (parent != None)
            {
                _nextSibling[message] = _firstChild[parent];
                _firstChild[parent] = message;
            }
        }
    }

    /// <summary>RFC 5256 §3 step 6: threads by the date of their first message.</summary>
    /// <param name="order">Messages by the date sent.</param>
    public static int[] ByFirst(ThreadParents parents, ReadOnlySpan<int> order)
    {
        var forest = new ThreadForest(parents, order);
        foreach (var message in order)
        {
            var parent = parents.Of[message];
            if (parent == None)
            {
                forest.Write(message);
            }
            else if (parent >= forest._messages && forest._firstChild[parent] == message)
            {
                forest.Write(parent);
            }
        }

        return [.. forest._written];
    }

    /// <summary>Threads by the newest of their messages.</summary>
    public static int[] ByNewest(ThreadParents parents, ReadOnlySpan<int> order)
    {
        var forest = new ThreadForest(parents, order);
        var heads = HeadsOf(parents);
        var newest = new int[forest._firstChild.Length];
        for (var at = 0; at < order.Length; at++)
        {
            newest[heads[order[at]]] = at;
        }

        for (var at = 0; at < order.Length; at++)
        {
            var head = heads[order[at]];
            if (newest[head] == at)
            {
                forest.Write(head);
            }
        }

        return [.. forest._written];
    }

    // By message. Each way up that was walked is shortened.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] HeadsOf(ThreadParents parents)
    {
        int[] heads = [.. parents.Of];
        for (var message = 0; message < heads.Length; message++)
        {
            var head = message;
            while (head < heads.Length && heads[head] != None && heads[head] != head)
            {
                head = heads[head];
            }

            for (var passed = message; passed < heads.Length && heads[passed] != None && heads[passed] != head;)
            {
                var next = heads[passed];
                heads[passed] = head;
                passed = next;
            }

            heads[message] = head;
        }

        return heads;
    }

    private void Write(int head)
    {
        Begin(head);
        while (_begun.Count > 0)
        {
            // The one that is done is a head, or has a sibling behind it, or is the last one of those above it.
            var done = _begun.Pop();
            _written.Add(Close);
            if (_begun.Count > 0 && _nextSibling[done] is var next && next != None)
            {
                Begin(next);
            }
        }
    }

    // A thread down to its first message without an answer. As long as there is one child, no parentheses are needed.
    private void Begin(int node)
    {
        Enter(node);
        for (var child = _firstChild[node]; child != None; child = _firstChild[child])
        {
            if (_nextSibling[child] == None)
            {
                _written.Add(child);
            }
            else
            {
                Enter(child);
            }
        }
    }

    private void Enter(int node)
    {
        _written.Add(Open);
        _begun.Push(node);
        if (node < _messages)
        {
            _written.Add(node);
        }
    }
}
