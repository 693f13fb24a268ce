using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>What the mailboxes of a volume share: buffers to read slots into, and requests to use again.</summary>
internal sealed class MailboxPools
{
    private const int RequestsMax = 4096;

    public MailboxPools()
    {
        Flags = new(() => new FlagsRequest(this), RequestsMax);
    }

    public Pool<SlotChunk> Chunks { get; } = new(() => new SlotChunk(), Environment.ProcessorCount * 4);

    /// <summary>For a record that is read and looked at.</summary>
    public Pool<IndexBuffer> Buffers { get; } = new(() => new IndexBuffer(), Environment.ProcessorCount * 4);

    /// <summary>The writer's own.</summary>
    public SpareRecords Spare { get; } = new();

    /// <summary>The writer's own.</summary>
    public WriterChunk WriterChunk { get; } = new();

    public Pool<FlagsRequest> Flags { get; }
}
