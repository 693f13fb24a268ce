using System.Numerics;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Walks all records of a mailbox and proves that they agree: header with slots, pages with chunks, mod-sequences with their
/// maxima, keywords with their table, and that each UID that was ever given exists or is in the history of what vanished. For tests
/// and <c>mailstore store verify</c>, while nothing changes the mailbox.
/// </summary>
internal sealed class MailboxCheck
{
    private readonly IMailboxHost _host;
    private readonly Mailbox _mailbox;
    private readonly MailboxVersion _version;
    private readonly bool _withBodies;
    private readonly List<string> _faults = [];
    private readonly UidSetBuilder _existing = new();
    private readonly SlotChunk _chunk = new();
    private MailboxHeader _counted;

    private MailboxCheck(Mailbox mailbox, bool withBodies)
    {
        (_mailbox, _host, _version, _withBodies) = (mailbox, mailbox.Host, mailbox.Current, withBodies);
    }

    private IIndexReader Index => _host.Index;

    /// <summary>What is wrong, a sentence each; none if all is well.</summary>
    /// <param name="withBodies">Opens each body too, and reads its head.</param>
    public static IReadOnlyList<string> Run(Mailbox mailbox, bool withBodies)
    {
        var check = new MailboxCheck(mailbox, withBodies);
        check.Run();
        return check._faults;
    }

    private void Run()
    {
        if (!MailboxHeader.TryLoad(Index, _mailbox.Id, out var header))
        {
            Demand(false, "its header is missing");
            return;
        }

        Demand(header.ToStatus(_mailbox.Id, _version.Status.Keywords) == _version.Status, "its header is not what sessions see");
        var (branch, page) = (new BranchRecord(), new PageRecord());
        for (var number = 0u; number <= (header.UidNext - 1) >> BranchRecord.UidBits; number++)
        {
            var hasBranch = branch.TryLoad(Index, _mailbox.Id, number);
            for (var inside = 0; hasBranch && inside < branch.Used; inside++)
            {
                var pageNumber = (number << BranchRecord.PageBits) | (uint)inside;
                var hasPage = page.TryLoad(Index, _mailbox.Id, pageNumber);
                Demand(hasPage || branch.Count(inside) == 0, $"page {pageNumber} is missing");
                var count = hasPage ? CheckPage(page, pageNumber, branch.MaxModSeq(inside), header) : 0;
                Demand(count == branch.Count(inside), $"page {pageNumber} has {count} messages, its branch says {branch.Count(inside)}");
            }
        }

        CheckCounts(header);
        CheckSequence(header);
        CheckHistory(header);
    }

    private int CheckPage(PageRecord page, uint number, ModSeq most, in MailboxHeader header)
    {
        var count = 0;
        for (var inside = 0; inside < PageRecord.Chunks; inside++)
        {
            var chunkNumber = (number * PageRecord.Chunks) + (uint)inside;
            var hasChunk = _chunk.TryLoad(Index, _mailbox.Id, chunkNumber);
            Demand(_chunk.Presence == page.Presence[inside], $"chunk {chunkNumber} has other messages than its page says");
            Demand(!hasChunk || _chunk.Presence != 0, $"chunk {chunkNumber} is empty but is kept");
            Demand(_chunk.MaxModSeq <= page.MaxModSeq(inside), $"chunk {chunkNumber} has a mod-sequence above its page's");
            Demand(page.MaxModSeq(inside) <= most && most.Value <= header.HighestModSeq, $"page {number} has a mod-sequence above its branch's");
            count += _chunk.Count;
            UidSequence.Collect(chunkNumber, _chunk.Presence, _existing);
            CheckSlots(chunkNumber, header);
        }

        return count;
    }

    private void CheckSlots(uint chunkNumber, in MailboxHeader header)
    {
        for (var left = _chunk.Presence; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            var slot = _chunk.At(bit);
            var uid = SlotChunk.UidOf(chunkNumber, bit);
            _counted.Count(slot.System, slot.Size, +1);
            _counted.Recent += uid.Value >= header.RecentFrom ? 1 : 0;
            Demand(uid.Value < header.UidNext, $"message {uid} has a UID that was never given");
            Demand(slot.ModSeq <= _chunk.MaxModSeq.Value && slot.ModSeq > 0, $"message {uid} has a mod-sequence above its chunk's");
            CheckKeywords(uid, slot, header);
            CheckBody(uid, slot);
            _counted.UniqueIds += slot.HasUniqueId ? 1 : 0;
            Demand(slot.HasUniqueId != UniqueIdRecords.Find(Index, _mailbox.Id, uid).IsNone, $"message {uid} and the record of its unique id do not agree");
        }
    }

    private void CheckKeywords(Uid uid, in SlotRecord slot, in MailboxHeader header)
    {
        var more = slot.HasMoreKeywords ? KeywordRecords.LoadMore(Index, _mailbox.Id, uid) : [];
        Demand(slot.HasMoreKeywords == more.Length > 0, $"message {uid} lacks its record of keywords");
        var highest = more.Length > 0 ? more[^1] : 63 - BitOperations.LeadingZeroCount(slot.Keywords);
        Demand(highest < header.Keywords, $"message {uid} has a keyword that the mailbox does not know");
        var isAscending = more.AsSpan().SequenceEqual([.. more.Distinct().Order()]) && (more.Length == 0 || more[0] >= KeywordBits.WordCount);
        Demand(isAscending, $"the keywords of message {uid} are not in order");
    }

    private void CheckBody(Uid uid, in SlotRecord slot)
    {
        if (_withBodies)
        {
            using var body = _host.OpenBody(slot.BodyAddress);
            Demand(body.Length == slot.BodyBytes, $"the body of message {uid} has {body.Length} octets instead of {slot.BodyBytes}");
        }
    }

    private void CheckCounts(in MailboxHeader header)
    {
        Demand(_counted.Messages == header.Messages, $"it has {_counted.Messages} messages, its header says {header.Messages}");
        Demand(_counted.Unseen == header.Unseen, $"{_counted.Unseen} messages are unseen, its header says {header.Unseen}");
        Demand(_counted.Deleted == header.Deleted, $"{_counted.Deleted} messages have \\Deleted, its header says {header.Deleted}");
        Demand(_counted.Recent == header.Recent, $"{_counted.Recent} messages are recent, its header says {header.Recent}");
        Demand(_counted.UniqueIds == header.UniqueIds, $"{_counted.UniqueIds} messages have a unique id, its header says {header.UniqueIds}");
        Demand(_counted.Size == header.Size, $"its messages have {_counted.Size} octets, its header says {header.Size}");
        Demand(header.RecentFrom <= header.UidNext, "messages that do not exist yet are somebody's");
    }

    private void CheckSequence(in MailboxHeader header)
    {
        var existing = _existing.ToSet();
        Demand(_version.Sequence.Count == header.Messages, $"the sequence has {_version.Sequence.Count} messages, the header says {header.Messages}");
        Demand(_version.Sequence.Intersect(UidSet.All).Equals(existing), "the sequence has other UIDs than the records");
    }

    private void CheckHistory(in MailboxHeader header)
    {
        var (page, last) = (new VanishedPage(), default(ModSeq));
        for (var number = 0; number < header.VanishedPages; number++)
        {
            Demand(page.TryLoad(Index, _mailbox.Id, (uint)number), $"page {number} of the history is missing");
            for (var reader = page.Read(); reader.MoveNext(); last = reader.ModSeq)
            {
                Demand(reader.ModSeq >= last && reader.ModSeq.Value <= header.HighestModSeq, $"page {number} of the history is not in order");
            }
        }

        // Each UID that was given exists or has vanished, and none both.
        var vanished = VanishedLog.Since(Index, _mailbox.Id, header.VanishedPages, default);
        var existing = _existing.ToSet();
        Demand(vanished.Intersect(existing).IsEmpty, "messages exist that have vanished");
        var given = header.UidNext - 1L;
        Demand(vanished.Count + existing.Count == given, $"of {given} UIDs {existing.Count} exist and {vanished.Count} have vanished");
    }

    private void Demand(bool condition, string sentence)
    {
        if (!condition)
        {
            _faults.Add($"Mailbox {_mailbox.Id}: {sentence}.");
        }
    }
}
