using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>A message with what THREAD goes by.</summary>
internal sealed class ThreadedMessage
{
    public required Uid Uid { get; init; }

    /// <summary>In UTC.</summary>
    public required long Sent { get; init; }

    /// <summary>The key of the base subject.</summary>
    public required byte[] Subject { get; init; }

    public required bool IsReplyOrForward { get; init; }

    /// <summary>The hash of its own id; 0 if it has none.</summary>
    public ulong Id { get; init; }

    /// <summary>Those of the ids that it refers to, the first one first.</summary>
    public ulong[] References { get; init; } = [];
}
