using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Search.Planning;

/// <summary>The messages that one view numbers, as a search needs them.</summary>
internal interface ISearchedMailbox
{
    MailboxId Id { get; }

    UidSequence Sequence { get; }

    /// <summary>No message has this UID or a higher one.</summary>
    Uid Next { get; }

    /// <summary>To read slots into; one thread has it at a time.</summary>
    SlotChunk Chunk { get; }

    /// <summary>The slots of a chunk as they are now, into <see cref="Chunk"/>. False if there is none left.</summary>
    bool TryLoad(uint chunk);

    /// <summary>A page as it is now.</summary>
    bool TryLoad(uint page, PageRecord into);

    /// <summary>What searches before this one found of its chunks.</summary>
    ChunkSummaries Summaries { get; }

    /// <summary>A message that was expunged, and that this view still numbers.</summary>
    bool TryFindGone(Uid uid, out SlotRecord record);

    bool HasKeyword(Uid uid, in SlotRecord record, int keyword);

    bool IsRecent(Uid uid);
}
