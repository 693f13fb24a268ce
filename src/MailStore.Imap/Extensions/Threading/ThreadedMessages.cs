namespace MailStore.Imap.Extensions.Threading;

/// <summary>Messages with what THREAD goes by, in the order of the mailbox. Texts and ids are numbers, the same for what is the same.</summary>
internal sealed class ThreadedMessages
{
    /// <summary>Of a message that has no id, or whose base subject is empty; and of a node that has nothing above it.</summary>
    public const int None = -1;

    public int Count => Sent.Length;

    /// <summary>In UTC, as a number that is not negative.</summary>
    public required ulong[] Sent { get; init; }

    /// <summary>Base subjects; all are below <see cref="SubjectCount"/>. Empty where subjects do not matter.</summary>
    public required int[] Subjects { get; init; }

    public required int SubjectCount { get; init; }

    /// <summary>The subject says that it is a reply or a forwarded message.</summary>
    public required bool[] Replies { get; init; }

    /// <summary>Own ids; all ids are below <see cref="IdCount"/>. Empty where ids do not matter.</summary>
    public int[] Own { get; init; } = [];

    public int IdCount { get; init; }

    /// <summary>Where the ids that a message refers to begin in <see cref="References"/>, and where they end.</summary>
    public (int From, int To)[] Places { get; init; } = [];

    /// <summary>The first one of each message first.</summary>
    public ReadOnlyMemory<int> References { get; init; }
}
