using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Mailboxes;

/// <summary>STORE. Taken from a pool and given back to it when the outcome is taken, so that handing one in allocates nothing.</summary>
internal sealed class FlagsRequest(MailboxPools pools) : CommitRequest<FlagResult>
{
    private MailboxState _mailbox = null!;
    private UidSet _uids = UidSet.Empty;
    private FlagMode _mode;
    private FlagSet _flags;
    private ModSeq? _unchangedSince;

    public override int BytesHint => 64 + (10 * Math.Min(_uids.Ranges.Length, UidPieces.RangesMax));

    public FlagsRequest Set(MailboxState mailbox, UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince)
    {
        (_mailbox, _uids, _mode, _flags, _unchangedSince) = (mailbox, uids, mode, flags, unchangedSince);
        return this;
    }

    /// <summary>It was not taken: back into the pool.</summary>
    public void Drop() => Recycle();

    protected override void Decide(IBatch batch) => Outcome = Result(batch);

    protected override void Recycle()
    {
        (_mailbox, _uids, _flags) = (null!, UidSet.Empty, default);
        Outcome = null!;
        pools.Flags.Return(this);
    }

    private FlagResult Result(IBatch batch)
    {
        if (_mailbox.IsDeleted)
        {
            return Refused(Refusal.NoSuchMailbox);
        }

        var isWithinLimits = _mailbox.TryKeywords(_flags, out var keywords, out var added);
        if (_mode == FlagMode.Remove && !added.IsEmpty)
        {
            keywords = _mailbox.Known(keywords);
            (added, isWithinLimits) = ([], true);
        }

        var change = new FlagsChange(_mailbox.Id, _mailbox.NextModSeq, _mode, _flags.System, keywords, _mailbox.Existing(_uids));
        var scan = FlagScan.Of(_mailbox, change, _unchangedSince, batch.Index);
        if (scan.Changed.IsEmpty)
        {
            return new(Refusal.None, UidSet.Empty, scan.Conflicts, _mailbox.HighestModSeq);
        }

        if (!isWithinLimits || !_mailbox.HasRoomFor(messages: 0))
        {
            return Refused(isWithinLimits ? Refusal.Exhausted : Refusal.Limit);
        }

        _mailbox.AddKeywords(added, batch);
        foreach (var piece in UidPieces.Of(scan.Changed))
        {
            var part = change with { Uids = piece };
            part.Write(_mailbox.Host.Writer);
            batch.AppendChange(_mailbox.Host.Writer.Written);
            _mailbox.Apply(part, batch.Index);
        }

        return new(Refusal.None, scan.Changed, scan.Conflicts, change.ModSeq);
    }

    private FlagResult Refused(Refusal refusal) => new(refusal, UidSet.Empty, UidSet.Empty, _mailbox.HighestModSeq);
}
