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
    private bool _withGhosts;

    public override int BytesHint => 64 + (10 * Math.Min(_uids.Ranges.Length, UidPieces.RangesMax));

    public FlagsRequest Set(MailboxState mailbox, UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince, bool withGhosts)
    {
        (_mailbox, _uids, _mode, _flags, _unchangedSince, _withGhosts) = (mailbox, uids, mode, flags, unchangedSince, withGhosts);
        return this;
    }

    /// <summary>It was not taken: back into the pool.</summary>
    public void Drop() => Recycle();

    protected override void Decide(IBatch batch) => Outcome = Result(batch);

    protected override void Recycle()
    {
        (_mailbox, _uids, _flags) = (null!, UidSet.Empty, default);
        Outcome = default;
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

        var existing = _mailbox.Existing(_uids);
        var change = new FlagsChange(_mailbox.Id, _mailbox.NextModSeq, _mode, _flags.System, keywords, existing);
        var scan = FlagScan.Of(_mailbox, change, _unchangedSince, batch.Index);
        var ghosts = _withGhosts && existing.Count < _uids.Count
            ? FlagScan.Of(_mailbox.Shared.DecidedGhosts, change with { Uids = _uids.Except(existing) }, _unchangedSince)
            : FlagScan.None;
        var conflicts = ghosts.Conflicts.IsEmpty ? scan.Conflicts : scan.Conflicts.Union(ghosts.Conflicts);
        if (scan.Changed.IsEmpty && ghosts.Changed.IsEmpty)
        {
            return new(Refusal.None, UidSet.Empty, conflicts, _mailbox.HighestModSeq);
        }

        if (!isWithinLimits || !_mailbox.HasRoomFor(messages: 0))
        {
            return Refused(isWithinLimits ? Refusal.Exhausted : Refusal.Limit);
        }

        _mailbox.AddKeywords(added, batch);

        // For ghosts alone without UIDs: what they get is for views and lost with them, but its mod-sequence is never given again.
        foreach (var piece in UidPieces.Of(scan.Changed))
        {
            var part = change with { Uids = piece };
            part.Write(_mailbox.Host.Writer);
            batch.AppendChange(_mailbox.Host.Writer.Written);
            _mailbox.Apply(part, batch.Index);
        }

        if (ghosts.Changed.IsEmpty)
        {
            return new(Refusal.None, scan.Changed, conflicts, change.ModSeq);
        }

        _mailbox.Shared.ChangeGhosts(change with { Uids = ghosts.Changed });
        return new(Refusal.None, scan.Changed.Union(ghosts.Changed), conflicts, change.ModSeq);
    }

    private FlagResult Refused(Refusal refusal) => new(refusal, UidSet.Empty, UidSet.Empty, _mailbox.HighestModSeq);
}
