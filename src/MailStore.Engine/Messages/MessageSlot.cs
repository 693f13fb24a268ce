using MailStore.Abstractions.Messages;
using MailStore.Log.Records;

namespace MailStore.Engine.Messages;

/// <summary>All that a mailbox keeps of a message besides its octets.</summary>
internal readonly record struct MessageSlot
{
    public required Uid Uid { get; init; }

    public required ModSeq ModSeq { get; init; }

    public SystemFlags Flags { get; init; }

    /// <summary>A message that arrives has none yet; it is told of in a change of its own.</summary>
    public bool HasUniqueId { get; init; }

    public KeywordBits Keywords { get; init; }

    public required DateTimeOffset InternalDate { get; init; }

    public required DateTimeOffset SaveDate { get; init; }

    /// <summary>Octets of the message.</summary>
    public required long Size { get; init; }

    /// <summary>Octets of what the analyst found; they lie behind the message in its body.</summary>
    public int FactsBytes { get; init; }

    public required MessageId Id { get; init; }

    public required ThreadId Thread { get; init; }

    public required LogAddress Body { get; init; }

    public long BodyBytes => Size + FactsBytes;

    public MessageEntry ToEntry() => new()
    {
        Uid = Uid,
        ModSeq = ModSeq,
        Flags = Flags,
        HasUniqueId = HasUniqueId,
        Keywords = Keywords,
        InternalDate = InternalDate,
        SaveDate = SaveDate,
        Size = Size,
        Id = Id,
        Thread = Thread,
    };
}
