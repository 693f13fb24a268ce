namespace MailStore.Imap.Extensions.Threading;

/// <summary>Threads that have one subject become one: step 5 of REFERENCES (RFC 5256 §3). What is merged away leaves the heads.</summary>
internal sealed class SubjectMerge
{
    private readonly Dictionary<int, ThreadNode> _table = [];
    private readonly HashSet<ThreadNode> _gone = [];
    private readonly List<ThreadNode> _made = [];

    private SubjectMerge()
    {
    }

    /// <param name="heads">Sorted by date, and the children of dummies among them too.</param>
    public static List<ThreadNode> Run(List<ThreadNode> heads)
    {
        var merge = new SubjectMerge();
        heads.ForEach(merge.Note);
        heads.ForEach(merge.Merge);
        return [.. heads.Where(head => !merge._gone.Contains(head)), .. merge._made.Where(head => !merge._gone.Contains(head))];
    }

    // Step 5.B: the one of a subject that others join.
    private void Note(ThreadNode head)
    {
        var subject = head.First.Subject;
        if (subject == ThreadedMessage.None || _table.TryAdd(subject, head))
        {
            return;
        }

        var noted = _table[subject];
        if (!noted.IsDummy && (head.IsDummy || (noted.First.IsReplyOrForward && !head.First.IsReplyOrForward)))
        {
            _table[subject] = head;
        }
    }

    // Step 5.C
    private void Merge(ThreadNode head)
    {
        var subject = head.First.Subject;
        if (subject == ThreadedMessage.None || _table[subject] is not { } noted || ReferenceEquals(noted, head))
        {
            return;
        }

        _gone.Add(head);
        if (noted.IsDummy && head.IsDummy)
        {
            noted.Add([.. head.Children]);
        }
        else if (noted.IsDummy || (head.First.IsReplyOrForward && !noted.First.IsReplyOrForward))
        {
            noted.Add(head);
        }
        else
        {
            _gone.Add(noted);
            var both = new ThreadNode(message: null);
            both.Add(noted, head);
            _made.Add(both);
            _table[subject] = both;
        }
    }
}
