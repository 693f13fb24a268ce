using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

/// <summary>A message in a mailbox. Views that number it hold it too, and may store to it once it is expunged.</summary>
internal sealed class MemoryMessage(MemoryBody body, MessageId id, ThreadId thread, DateTimeOffset internalDate)
{
    public MemoryBody Body => body;

    public Uid Uid { get; set; }

    public ModSeq ModSeq { get; set; }

    public FlagSet Flags { get; set; }

    public UniqueId UniqueId { get; init; }

    public DateTimeOffset SaveDate { get; set; }

    /// <summary>The mod-sequence of its going; none while it is there.</summary>
    public ModSeq GoneAt { get; set; }

    /// <summary>The mod-sequence of its last change after it went.</summary>
    public ModSeq StoredAt { get; set; }

    public bool IsGone => !GoneAt.IsNone;

    public MemoryMessage CopyWith(FlagSet flags, UniqueId uniqueId = default, Uid uid = default) =>
        new(body, id, thread, internalDate) { Flags = flags, UniqueId = uniqueId, Uid = uid };

    public MessageEntry ToEntry(KeywordTable table)
    {
        var keywords = KeywordBits.None;
        foreach (var keyword in Flags.Keywords)
        {
            keywords = table.TryFind(keyword, out var number) ? keywords.With(number) : throw new InvalidOperationException($"{keyword} has no number.");
        }

        return new()
        {
            Uid = Uid,
            ModSeq = ModSeq,
            Flags = Flags.System,
            HasUniqueId = !UniqueId.IsNone,
            Keywords = keywords,
            InternalDate = internalDate,
            SaveDate = SaveDate,
            Size = body.Octets.Length,
            Id = id,
            Thread = thread,
        };
    }
}
