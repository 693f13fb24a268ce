using System.Collections.Immutable;
using System.Numerics;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// A mailbox as the writer has it: with everything that was decided, durable or not yet. Live path and replay change it by the same
/// calls. What readers see is <see cref="Shared"/>, which goes on to the newest state in <see cref="Publish"/>.
/// </summary>
internal sealed class MailboxState
{
    private readonly IMailboxHost _host;
    private readonly WriterChunk _chunk;
    private readonly SequenceEditor _sequence;
    private readonly VanishedLog _vanished;
    private readonly MailboxKeywords _keywords;
    private MailboxHeader _header;
    private readonly UidSetBuilder _changed = new();
    private (UidSet Changed, bool HasLost) _told;
    private bool _hasLost;
    private long _news;
    private bool _hasNews;
    private bool _isTouched;

    private MailboxState(MailboxId id, IMailboxHost host, in MailboxHeader header, KeywordTable keywords)
    {
        Id = id;
        _host = host;
        _chunk = host.Pools.WriterChunk;
        _header = header;
        _keywords = new(id, keywords);
        var sequence = new PageSource(id, host.Index).Open(NextUid);
        _sequence = new(sequence, host.Pools.Spare);
        _vanished = new(id, header.VanishedPages);
        Shared = new Mailbox(this, host, Version(sequence));
    }

    public MailboxId Id { get; }

    /// <summary>Of <see cref="ResidentMailboxes"/>.</summary>
    public int Seat { get; set; }

    public Mailbox Shared { get; }

    public bool IsDeleted { get; private set; }

    public Uid NextUid => new(_header.UidNext);

    public ModSeq HighestModSeq => new(_header.HighestModSeq);

    /// <summary>Of the next change. All of one command share it.</summary>
    public ModSeq NextModSeq => HighestModSeq.Next;

    public UidValidity UidValidity => new(_header.UidValidity);

    public KeywordTable Keywords => _keywords.Table;

    /// <summary>A session that may write has a view: what arrives now is recent to it.</summary>
    public bool HasWritingView => Shared.HasWritingView;

    /// <summary>As of the last decision.</summary>
    public MailboxStatus Decided => _header.ToStatus(Id, Keywords);

    /// <summary>Messages with \Deleted.</summary>
    public int DeletedCount => _header.Deleted;

    public int RecentCount => _header.Recent;

    /// <summary>Messages that were brought over with a unique id.</summary>
    public int UniqueIds => _header.UniqueIds;

    public IMailboxHost Host => _host;

    /// <summary>A new mailbox, empty; its record is put with the batch.</summary>
    public static MailboxState Create(MailboxId id, UidValidity validity, IMailboxHost host)
    {
        var header = new MailboxHeader
        {
            HighestModSeq = ModSeq.First.Value,
            UidValidity = validity.Value,
            UidNext = Uid.First.Value,
            RecentFrom = Uid.First.Value,
        };
        var state = new MailboxState(id, host, header, KeywordTable.Empty);
        state.Touch(isNews: false);
        return state;
    }

    /// <summary>Reads the header, its keywords and a record for each million UIDs; nothing for each message.</summary>
    public static MailboxState Load(MailboxId id, IMailboxHost host)
    {
        Invariant.Holds(MailboxHeader.TryLoad(host.Index, id, out var header));
        return new(id, host, header, KeywordRecords.Load(host.Index, id, header.Keywords));
    }

    /// <summary>UIDs and mod-sequences are left for so many messages.</summary>
    public bool HasRoomFor(int messages) =>
        _header.UidNext <= uint.MaxValue - (uint)messages && _header.HighestModSeq < long.MaxValue - 2;

    /// <summary>
    /// The numbers of keywords, also of those that the mailbox would have to learn: give these to <see cref="AddKeywords"/> before a
    /// message gets them. False if there would be too many.
    /// </summary>
    public bool TryKeywords(FlagSet flags, out KeywordBits bits, out ImmutableArray<Keyword> added) =>
        _keywords.TryNumber(flags, out bits, out added);

    /// <summary>Without the numbers that nothing has yet: what no message has cannot be taken from one.</summary>
    public KeywordBits Known(KeywordBits bits) => _keywords.Known(bits);

    public void AddKeywords(ImmutableArray<Keyword> added, IBatch batch) => KeywordsWriter.Write(this, added, batch);

    public void Apply(in KeywordsChange change, IIndexWriter index)
    {
        _keywords.Apply(change, index);
        _header.Keywords = Keywords.Count;
        Touch(isNews: true);
    }

    /// <summary>A message from an append, a delivery or a transfer. Its UID is the next one, or a later one that was asked for; its mod-sequence is that of the command.</summary>
    /// <param name="isClaimed">It is recent to the view that <see cref="HasWritingView"/> told of; as it is said in the change.</param>
    public void Arrive(in MessageSlot slot, bool isClaimed, IIndexWriter index)
    {
        Invariant.Holds(slot.Uid >= NextUid && slot.ModSeq >= HighestModSeq && !IsDeleted);
        Skip(slot.Uid, slot.ModSeq, index);
        var number = SlotChunk.NumberOf(slot.Uid);
        _chunk.Open(Id, number, index).Add(SlotChunk.BitOf(slot.Uid), SlotRecord.Of(slot), willFillUp: number > 0);
        _chunk.Put(index);
        if (!slot.Keywords.Rest.IsEmpty)
        {
            KeywordRecords.PutMore(index, Id, slot.Uid, slot.Keywords.Rest);
        }

        _sequence.Add(slot.Uid, slot.ModSeq, index);
        (_header.HighestModSeq, _header.UidNext) = (slot.ModSeq.Value, slot.Uid.Value + 1);
        Count(slot.Flags, slot.Size, +1);
        _header.Recent++;
        if (isClaimed)
        {
            Claim(NextUid);
        }

        Touch(isNews: true);
    }

    public bool TryGetSlot(Uid uid, IIndexReader index, out MessageSlot slot)
    {
        var chunk = _chunk.Open(Id, SlotChunk.NumberOf(uid), index);
        if (!chunk.Has(SlotChunk.BitOf(uid)))
        {
            slot = default;
            return false;
        }

        ref var record = ref chunk.At(SlotChunk.BitOf(uid));
        slot = record.ToSlot(uid, MoreKeywords(uid, record, index));
        return true;
    }

    public UidSet Existing(UidSet uids) => _sequence.Existing(uids);

    /// <summary>Slots of a chunk, to look at only.</summary>
    public SlotChunk Look(uint chunk, IIndexReader index) => _chunk.Open(Id, chunk, index);

    public ushort[] MoreKeywords(Uid uid, in SlotRecord slot, IIndexReader index) =>
        slot.HasMoreKeywords ? KeywordRecords.LoadMore(index, Id, uid) : [];

    public void Apply(in FlagsChange change, IIndexWriter index)
    {
        Invariant.Holds(change.ModSeq >= HighestModSeq);
        for (var masks = new ChunkMasks(change.Uids); masks.MoveNext();)
        {
            Apply(change, masks.Number, masks.Bits, index);
        }

        _changed.Add(change.Uids);
        _header.HighestModSeq = change.ModSeq.Value;
        Touch(isNews: true);
    }

    /// <summary>
    /// Messages go: slots, history, references of bodies. All of them exist. A command may come in several pieces, under one
    /// mod-sequence.
    /// </summary>
    public void Apply(in ExpungeChange change, IIndexWriter index, IBodyTable bodies)
    {
        Invariant.Holds(change.ModSeq >= HighestModSeq);
        var going = new Departure(Id, index, _host.IsLive);
        for (var masks = new ChunkMasks(change.Uids); masks.MoveNext();)
        {
            var chunk = _chunk.Open(Id, masks.Number, index);
            Take(chunk, masks.Number, masks.Bits, going);
            if (SlotChunk.UidOf(masks.Number + 1, bit: 0) <= NextUid)
            {
                chunk.Pack();
            }

            _chunk.Put(index);
            _sequence.Remove(masks.Number, masks.Bits, index);
        }

        Leave(going, change.ModSeq, bodies);
        _vanished.Append(change.Uids, change.ModSeq, index);
        (_header.VanishedPages, _header.HighestModSeq) = (_vanished.Pages, change.ModSeq.Value);
        Touch(isNews: true);
    }

    /// <summary>Messages that exist go: the changes that say so, and their application.</summary>
    public void Expunge(UidSet uids, ModSeq modSeq, IBatch batch)
    {
        foreach (var piece in UidPieces.Of(uids))
        {
            var change = new ExpungeChange(Id, modSeq, piece);
            change.Write(_host.Writer);
            batch.AppendChange(_host.Writer.Written);
            Apply(change, batch.Index, batch.Bodies);
        }
    }

    /// <summary>The messages have arrived in the same request.</summary>
    public void Apply(in UniqueIdsChange change, IIndexWriter index)
    {
        foreach (var (uid, id) in change.Ids)
        {
            _chunk.Open(Id, SlotChunk.NumberOf(uid), index).At(SlotChunk.BitOf(uid)).SetHasUniqueId();
            _chunk.Put(index);
            UniqueIdRecords.Put(index, Id, uid, id);
        }

        _header.UniqueIds += change.Ids.Count;
        Touch(isNews: false);
    }

    public void Apply(in RecentChange change)
    {
        Claim(change.From);
        Touch(isNews: false);
    }

    /// <summary>A mailbox that is brought over, and has had no messages if it gets another UIDVALIDITY.</summary>
    public void Adopt(UidValidity validity, Uid next, IIndexWriter index)
    {
        Invariant.Holds(next >= NextUid && (validity == UidValidity || NextUid == Uid.First));
        _header.UidValidity = validity.Value;
        Skip(next, NextModSeq, index);
        Touch(isNews: true);
    }

    /// <summary>A mailbox that was renamed onto a name that had a newer one: same messages, another UIDVALIDITY.</summary>
    public void Revalidate(UidValidity validity)
    {
        Invariant.Holds(validity.Value > _header.UidValidity);
        _header.UidValidity = validity.Value;
        // Its views number the same messages: there is nothing to tell them.
        Touch(isNews: false);
    }

    /// <summary>The mailbox goes with all that it has: messages, records, references of bodies. Views that are open keep what they number.</summary>
    public void Destroy(IIndexWriter index, IBodyTable bodies)
    {
        var going = new Departure(Id, index, _host.IsLive && Shared.HasViews);
        var sequence = _sequence.Freeze();
        for (var number = sequence.NextChunk(0); number != UidSequence.NoChunk; number = sequence.NextChunk(number + 1))
        {
            var chunk = _chunk.Open(Id, number, index);
            Take(chunk, number, chunk.Presence, going);
            _chunk.Put(index);
        }

        _header.HighestModSeq = NextModSeq.Value;
        Leave(going, HighestModSeq, bodies);
        _sequence.Destroy(index);
        _vanished.Destroy(index);
        KeywordRecords.Delete(index, Id, Keywords.Count);
        index.Delete(MailboxHeader.Key(Id));
        IsDeleted = true;
        Touch(isNews: true);
    }

    /// <summary>The batch is decided: puts what was held back for all of it, and notes what sessions will see when it is durable.</summary>
    public void Settle(IIndexWriter index)
    {
        if (!IsDeleted)
        {
            _sequence.WriteBack(index);
            _vanished.WriteBack(index);
            _header.Put(index, Id);
        }

        if (_hasNews)
        {
            (_news, _told) = (_news + 1, (_changed.ToSet(), _hasLost));
        }

        Shared.Settle(Version(_sequence.Freeze()));
        _changed.Clear();
        _isTouched = _hasNews = _hasLost = false;
    }

    /// <summary>The batch is durable: sessions see it. The next one may have changed the mailbox already.</summary>
    public void Publish() => Shared.Publish();

    // UIDs that are never given have vanished: each UID below the next one exists or did (RFC 7162 §3.2.6 lets us tell of them).
    private void Skip(Uid next, ModSeq modSeq, IIndexWriter index)
    {
        if (next > NextUid)
        {
            _vanished.Append(UidSet.OfRanges(new UidRange(NextUid, new(next.Value - 1))), modSeq, index);
            (_header.VanishedPages, _header.UidNext, _header.HighestModSeq) = (_vanished.Pages, next.Value, modSeq.Value);
        }
    }

    private MailboxVersion Version(UidSequence sequence) =>
        new(Decided, sequence, new(_header.RecentFrom), _header.VanishedPages, _news, _told.Changed, _told.HasLost, IsDeleted);

    private void Apply(in FlagsChange change, uint number, ulong mask, IIndexWriter index)
    {
        var chunk = _chunk.Open(Id, number, index);
        for (var left = mask; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            ref var slot = ref chunk.At(bit);
            var (before, after) = (slot.System, change.Of(slot.System));
            _header.Count(before, bytes: 0, -1);
            _header.Count(after, bytes: 0, +1);
            slot.Set(after, KeywordRecords.Change(index, SlotChunk.UidOf(number, bit), slot, change));
            slot.ModSeq = change.ModSeq.Value;
        }

        chunk.Raise(change.ModSeq.Value);
        _chunk.Put(index);
        _sequence.Raise(number, change.ModSeq, index);
    }

    // Messages out of a chunk and out of the counts.
    private void Take(SlotChunk chunk, uint number, ulong mask, Departure going)
    {
        for (var left = mask; left != 0; left &= left - 1)
        {
            var bit = BitOperations.TrailingZeroCount(left);
            ref var slot = ref chunk.At(bit);
            var uid = SlotChunk.UidOf(number, bit);
            going.Add(uid, slot);
            Count(slot.System, -slot.Size, -1);
            _header.Recent -= uid.Value >= _header.RecentFrom ? 1 : 0;
            _header.UniqueIds -= slot.HasUniqueId ? 1 : 0;
            chunk.Remove(bit);
        }
    }

    private void Leave(Departure going, ModSeq modSeq, IBodyTable bodies)
    {
        _hasLost = true;
        if (going.ToGhosts(modSeq, _host) is { } ghosts)
        {
            Shared.Keep(ghosts);
        }

        going.Release(bodies);
    }

    private void Count(SystemFlags flags, long bytes, int messages)
    {
        _header.Count(flags, bytes, messages);
        _host.Totals.Changed(bytes, messages);
    }

    // All messages below a UID are somebody's; who that is only matters while sessions look on.
    private void Claim(Uid from)
    {
        if (_host.IsLive)
        {
            Shared.Claim(new UidRange(_header.RecentFrom, from.Value - 1));
        }

        _header.RecentFrom = from.Value;
        _header.Recent = 0;
    }

    private void Touch(bool isNews)
    {
        _hasNews |= isNews;
        if (!_isTouched)
        {
            _isTouched = true;
            _host.Touch(this);
        }
    }
}
