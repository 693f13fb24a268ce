using System.Collections.Immutable;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Log;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>Messages on their way from one mailbox to another, or to the same, on the writer: first looked at, then carried.</summary>
internal sealed class Transfer(AccountState account, MailboxState source, MailboxState target)
{
    private readonly List<KeyValuePair<int, int>> _numbers = [];
    private ImmutableArray<Keyword> _added = [];

    /// <summary>Those that exist.</summary>
    public UidSet Uids { get; private set; } = UidSet.Empty;

    public long Bytes { get; private set; }

    /// <summary>A transfer is the same whether it is decided or replayed.</summary>
    public static void Apply(AccountState account, TransferChange change, IIndexWriter index, IBodyTable bodies)
    {
        var (source, target) = (account.Mailbox(change.Source), account.Mailbox(change.Target));
        var uid = change.First;
        foreach (var from in change.Uids.Each())
        {
            Invariant.Holds(source.TryGetSlot(from, index, out var slot));
            bodies.Retain(slot.Body);
            var arriving = slot with { HasUniqueId = false, Uid = uid, ModSeq = change.ModSeq, SaveDate = change.SaveDate, Keywords = change.Translate(slot.Keywords) };
            target.Arrive(arriving, change.IsClaimed, index);
            uid = new(uid.Value + 1);
        }
    }

    /// <summary>Which messages there are, how large, and with which keywords. Nothing is changed.</summary>
    public void Look(UidSet uids, IIndexReader index, bool countsBytes)
    {
        Uids = source.Existing(uids);
        if (!countsBytes && source.Keywords.Count == 0)
        {
            return;
        }

        var seen = KeywordBits.None;
        foreach (var uid in Uids.Each())
        {
            Invariant.Holds(source.TryGetSlot(uid, index, out var slot));
            Bytes += slot.Size;
            if (!slot.Keywords.IsEmpty)
            {
                seen = Learn(slot.Keywords, seen);
            }
        }
    }

    public Refusal Admit(TransferKind kind) =>
        kind == TransferKind.Copy && !account.HasRoom(Bytes, Uids.Count) ? Refusal.OverQuota
        : target.Keywords.Count + _added.Length > KeywordTable.CountMax ? Refusal.Limit
        : target.HasRoomFor((int)Math.Min(Uids.Count, int.MaxValue)) ? Refusal.None : Refusal.Exhausted;

    /// <summary>All messages that were looked at, in as many frames as they need.</summary>
    public TransferResult Carry(TransferKind kind, IBatch batch)
    {
        if (Uids.IsEmpty)
        {
            return new(Refusal.None, target.UidValidity, UidSet.Empty, UidSet.Empty, kind == TransferKind.Move ? source.HighestModSeq : default);
        }

        target.AddKeywords(_added, batch);
        var writer = account.Host.Writer;
        var (first, modSeq, claimed) = (target.NextUid, target.NextModSeq, target.HasWritingView);
        foreach (var piece in UidPieces.Of(Uids))
        {
            var change = new TransferChange(account.Id, source.Id, target.Id, piece, target.NextUid, modSeq, SlotDates.Saved(batch.Now), claimed, _numbers);
            change.Write(writer);
            batch.AppendChange(writer.Written);
            Apply(account, change, batch.Index, batch.Bodies);
        }

        if (kind == TransferKind.Move)
        {
            CarryUniqueIds(first, batch);
        }

        var arrived = UidSet.OfRanges(new UidRange(first, new Uid(first.Value + (uint)(Uids.Count - 1))));
        return new(Refusal.None, target.UidValidity, Uids, arrived, kind == TransferKind.Move ? Leave(batch) : default);
    }

    // RFC 1939 §7: whoever moves mail away and back again does not make a client fetch it once more.
    private void CarryUniqueIds(Uid first, IBatch batch)
    {
        if (source.UniqueIds == 0)
        {
            return;
        }

        var ids = new UniqueIdsWriter(target, batch);
        var to = first.Value;
        foreach (var from in Uids.Each())
        {
            ids.Add(new(to++), UniqueIdRecords.Find(batch.Index, source.Id, from));
        }

        ids.Write();
    }

    // RFC 6851 §3.3: gone from the source in the same step.
    private ModSeq Leave(IBatch batch)
    {
        var modSeq = source.NextModSeq;
        foreach (var piece in UidPieces.Of(Uids))
        {
            var change = new ExpungeChange(source.Id, modSeq, piece);
            change.Write(account.Host.Writer);
            batch.AppendChange(account.Host.Writer.Written);
            source.Apply(change, batch.Index, batch.Bodies);
        }

        return modSeq;
    }

    // The numbers that the keywords of this message have in the target; new ones are numbered in the order of names, message by message.
    private KeywordBits Learn(KeywordBits keywords, KeywordBits seen)
    {
        var fresh = new List<(Keyword Keyword, int Number)>();
        for (var number = 0; number < source.Keywords.Count; number++)
        {
            if (keywords.Has(number) && !seen.Has(number))
            {
                fresh.Add((source.Keywords[number], number));
                seen = seen.With(number);
            }
        }

        foreach (var (keyword, number) in fresh.OrderBy(one => one.Keyword.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!target.Keywords.TryFind(keyword, out var there))
            {
                there = target.Keywords.Count + _added.Length;
                _added = _added.Add(keyword);
            }

            _numbers.Add(new(number, there));
        }

        return seen;
    }
}
