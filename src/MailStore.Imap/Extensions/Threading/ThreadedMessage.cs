using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>A message with what THREAD goes by. Texts and ids are numbers, the same for what is the same.</summary>
internal sealed class ThreadedMessage
{
    /// <summary>Of a message that has no id, or whose base subject is empty.</summary>
    public const int None = -1;

    public required Uid Uid { get; init; }

    public required int Sequence { get; init; }

    /// <summary>In UTC.</summary>
    public required long Sent { get; init; }

    /// <summary>The base subject.</summary>
    public required int Subject { get; init; }

    public required bool IsReplyOrForward { get; init; }

    /// <summary>Its own id.</summary>
    public int Id { get; init; } = None;

    /// <summary>Those of the ids that it refers to, the first one first.</summary>
    public ReadOnlyMemory<int> References { get; init; }
}
