using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// Makes the next version of a mailbox' sequence, and keeps its records in step: which UIDs exist, and the highest mod-sequence of
/// each region. The writer's alone. What it copied once for a version it changes in place until that version is frozen, so a
/// batch of changes copies a page once; records are put once a batch too.
/// </summary>
internal sealed class SequenceEditor
{
    private const int PlaceMask = SequencePage.Uids - 1;
    private const int ChunkMask = SequencePage.Words - 1;
    private const int ChunkOfPageBits = SequencePage.UidBits - SlotChunk.UidBits;
    private readonly PageSource _source;
    private readonly SpareRecords _spare;
    private readonly Dictionary<uint, PageRecord> _pageRecords = [];
    private readonly Dictionary<uint, BranchRecord> _branchRecords = [];
    private SequenceBranch?[] _branches;
    private UidSequence _frozen;
    private long _edition = 1;
    private bool _isChanged;

    public SequenceEditor(UidSequence start, SpareRecords spare)
    {
        _spare = spare;
        _source = start.Source;
        _frozen = start;
        _branches = start.Branches.ToArray();
    }

    /// <summary>Which UIDs of a chunk exist, with all changes so far.</summary>
    public ulong WordOf(uint chunk)
    {
        var number = chunk >> ChunkOfPageBits;
        return Box(number)?.Open(_source, number)[(int)chunk & ChunkMask] ?? 0;
    }

    /// <summary>UIDs of the set that exist, with all changes so far.</summary>
    public UidSet Existing(UidSet uids)
    {
        if (uids.Ranges is not [var range] || SlotChunk.NumberOf(range.First) != SlotChunk.NumberOf(range.Last))
        {
            return Freeze().Intersect(uids);
        }

        // One message, as most often: a version of its own would be copied for it.
        var number = SlotChunk.NumberOf(range.First);
        var mask = UidSequence.Mask(number, range);
        var bits = WordOf(number) & mask;
        if (bits == mask)
        {
            return uids;
        }

        var builder = new UidSetBuilder();
        UidSequence.Collect(number, bits, builder);
        return builder.ToSet();
    }

    /// <summary>A message behind all others.</summary>
    public void Add(Uid uid, ModSeq modSeq, IIndexReader index)
    {
        var number = uid.Value >> SequencePage.UidBits;
        var branch = BranchOf(number);
        var page = PageOf(branch, number, out var box);
        page.Add((int)(uid.Value & PlaceMask));
        branch.Set(Inside(number), box, page.Count);
        Note(SlotChunk.NumberOf(uid), page, index);
        Raise(SlotChunk.NumberOf(uid), modSeq, index);
    }

    /// <summary>Messages of one chunk are gone.</summary>
    public void Remove(uint chunk, ulong bits, IIndexReader index)
    {
        var number = chunk >> ChunkOfPageBits;
        var branch = BranchOf(number);
        var page = PageOf(branch, number, out var box);
        var word = (int)chunk & ChunkMask;
        Invariant.Holds((page[word] & bits) == bits);
        page.SetWord(word, page[word] & ~bits);
        page.Recount(word);
        branch.Set(Inside(number), box, page.Count);
        Note(chunk, page, index);
    }

    /// <summary>A message of the chunk has this mod-sequence.</summary>
    public void Raise(uint chunk, ModSeq modSeq, IIndexReader index)
    {
        var number = chunk >> ChunkOfPageBits;
        RecordOfPage(number, index).Raise((int)chunk & ChunkMask, modSeq);
        RecordOfBranch(number, index).Raise(Inside(number), modSeq);
    }

    /// <summary>Puts the records that changed since the last time.</summary>
    public void WriteBack(IIndexWriter index)
    {
        foreach (var (number, record) in _pageRecords)
        {
            record.Put(index, _source.Mailbox, number);
            _spare.Return(record);
        }

        foreach (var (number, record) in _branchRecords)
        {
            record.Put(index, _source.Mailbox, number);
            _spare.Return(record);
        }

        _pageRecords.Clear();
        _branchRecords.Clear();
    }

    /// <summary>Everything is gone, and its records too.</summary>
    public void Destroy(IIndexWriter index)
    {
        for (var branch = 0; branch < _branches.Length; branch++)
        {
            index.Delete(BranchRecord.Key(_source.Mailbox, (uint)branch));
            var pages = RecordOfBranch((uint)branch << BranchRecord.PageBits, index).Used;
            for (var page = 0; page < pages; page++)
            {
                index.Delete(PageRecord.Key(_source.Mailbox, ((uint)branch << BranchRecord.PageBits) | (uint)page));
            }
        }

        _pageRecords.Clear();
        _branchRecords.Clear();
    }

    /// <summary>The version with all changes so far. What is changed from here on is copied first.</summary>
    public UidSequence Freeze()
    {
        if (_isChanged)
        {
            foreach (var branch in _branches)
            {
                if (branch?.Edition == _edition)
                {
                    branch.Recount();
                }
            }

            _frozen = new UidSequence(_source, [.. _branches]);
            _edition++;
            _isChanged = false;
        }

        return _frozen;
    }

    private static int Inside(uint page) => (int)page & (SequenceBranch.Pages - 1);

    private PageBox? Box(uint page)
    {
        var branch = page >> BranchRecord.PageBits;
        return branch < _branches.Length ? _branches[branch]?.Box(Inside(page)) : null;
    }

    private SequenceBranch BranchOf(uint page)
    {
        _isChanged = true;
        var number = (int)(page >> BranchRecord.PageBits);
        if (number >= _branches.Length)
        {
            Array.Resize(ref _branches, number + 1);
        }

        var branch = _branches[number];
        if (branch?.Edition != _edition)
        {
            branch = branch?.Copy(_edition) ?? SequenceBranch.Empty(_edition);
            _branches[number] = branch;
        }

        return branch;
    }

    // A page that may be changed in place, in a box that no frozen version has. The old box is full after this.
    private SequencePage PageOf(SequenceBranch branch, uint number, out PageBox box)
    {
        if (branch.Box(Inside(number)) is not { } old)
        {
            var empty = new SequencePage { Edition = _edition };
            box = new PageBox(empty);
            return empty;
        }

        box = old;
        var page = old.Open(_source, number);
        if (page.Edition != _edition)
        {
            page = page.Copy(_edition);
            box = new PageBox(page);
        }

        return page;
    }

    private void Note(uint chunk, SequencePage page, IIndexReader index)
    {
        var number = chunk >> ChunkOfPageBits;
        RecordOfPage(number, index).Set((int)chunk & ChunkMask, page[(int)chunk & ChunkMask]);
        RecordOfBranch(number, index).Set(Inside(number), page.Count);
    }

    // A batch that is not in the index yet may have put it last, so it is read as the batch reads.
    private PageRecord RecordOfPage(uint number, IIndexReader index)
    {
        if (!_pageRecords.TryGetValue(number, out var record))
        {
            record = _spare.TakePage();
            record.TryLoad(index, _source.Mailbox, number);
            _pageRecords.Add(number, record);
        }

        return record;
    }

    private BranchRecord RecordOfBranch(uint page, IIndexReader index)
    {
        var number = page >> BranchRecord.PageBits;
        if (!_branchRecords.TryGetValue(number, out var record))
        {
            record = _spare.TakeBranch();
            record.TryLoad(index, _source.Mailbox, number);
            _branchRecords.Add(number, record);
        }

        return record;
    }
}
