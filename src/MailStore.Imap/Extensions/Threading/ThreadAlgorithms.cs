namespace MailStore.Imap.Extensions.Threading;

/// <summary>The ways to make threads of messages, which come in the order of the mailbox.</summary>
internal static class ThreadAlgorithms
{
    /// <summary>RFC 5256 §3: messages of one base subject; the first one sent has all others as its children.</summary>
    public static List<ThreadNode> OrderedSubject(IReadOnlyList<ThreadedMessage> messages)
    {
        var heads = new Dictionary<int, ThreadNode>();
        foreach (var message in messages.OrderBy(message => message.Sent).ThenBy(message => message.Uid))
        {
            var node = new ThreadNode(message);
            if (!heads.TryAdd(message.Subject, node))
            {
                heads[message.Subject].Add(node);
            }
        }

        var threads = heads.Values.ToList();
        ThreadOrder.BySent(threads);
        return threads;
    }

    /// <summary>RFC 5256 §3: by what messages refer to, and then by subject.</summary>
    public static List<ThreadNode> References(IReadOnlyList<ThreadedMessage> messages)
    {
        var heads = ReferenceThreads.Of(messages);
        ThreadOrder.BySent(heads);
        heads = SubjectMerge.Run(heads);
        ThreadOrder.BySent(heads);
        return heads;
    }

    /// <summary>By what messages refer to and nothing else; threads by the newest of their messages, as clients list them (draft-ietf-morg-inthread §4).</summary>
    public static List<ThreadNode> Refs(IReadOnlyList<ThreadedMessage> messages)
    {
        var heads = ReferenceThreads.Of(messages);
        ThreadOrder.BySent(heads);
        ThreadOrder.ByNewest(heads);
        return heads;
    }
}
