using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Planning;

namespace MailStore.Engine.Mailboxes;

/// <summary>What a search sees of a view: the messages as they are now or, if they went, as they were.</summary>
internal sealed class SearchedView(Mailbox mailbox, UidSequence sequence, RecentMessages recent, SlotChunk chunk) : ISearchedMailbox
{
    public MailboxId Id => mailbox.Id;

    public UidSequence Sequence => sequence;

    public Uid Next => mailbox.Status.UidNext;

    public SlotChunk Chunk => chunk;

    public bool TryLoad(uint number) => chunk.TryLoad(mailbox.Host.Index, mailbox.Id, number);

    public bool TryLoad(uint page, PageRecord into) => into.TryLoad(mailbox.Host.Index, mailbox.Id, page);

    public ChunkSummaries Summaries => mailbox.Summaries;

    public bool TryFindGone(Uid uid, out SlotRecord record)
    {
        var isThere = mailbox.Ghosts.TryFind(uid, out var slot);
        record = isThere ? SlotRecord.Of(slot) : default;
        return isThere;
    }

    public bool HasKeyword(Uid uid, in SlotRecord record, int keyword)
    {
        if (keyword < 0)
        {
            return false;
        }

        if (!record.HasMoreKeywords || keyword < KeywordBits.WordCount)
        {
            return keyword < KeywordBits.WordCount && (record.Keywords >> keyword & 1) != 0;
        }

        return mailbox.Ghosts.TryFind(uid, out var slot)
            ? slot.Keywords.Has(keyword)
            : KeywordBits.Of(record.Keywords, KeywordRecords.LoadMore(mailbox.Host.Index, mailbox.Id, uid)).Has(keyword);
    }

    public bool IsRecent(Uid uid) => recent.Has(uid);
}
