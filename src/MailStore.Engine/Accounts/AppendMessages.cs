using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.12, APPEND, and RFC 3502 §6.3.11, MULTIAPPEND: all messages or none. Out of a pool.</summary>
internal sealed class AppendMessages(IAccountHost host) : CommitRequest<AppendResult>
{
    /// <summary>What would be more in one batch goes ahead as chunks.</summary>
    private const int BatchBytesMax = 2 * 1024 * 1024;

    private readonly List<UploadedBody> _bodies = [];
    private IReadOnlyList<NewMessage> _messages = [];
    private AccountState? _account;
    private MailboxName _mailbox;
    private ReplacedMessage? _replaced;
    private int _bytes;

    public override int BytesHint => _bytes;

    /// <summary>Takes the uploads. False if there is no room for all of them on the way to the disk.</summary>
    public bool TryBegin(AccountState account, MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced)
    {
        (_account, _mailbox, _messages, _replaced, _bytes) = (account, mailbox, messages, replaced, 0);
        foreach (var message in messages)
        {
            var body = ((Upload)message.Body).Take();
            _bodies.Add(body);
            _bytes += body.BytesHint;
        }

        if (_bytes <= BatchBytesMax)
        {
            return true;
        }

        var isAhead = _bodies.TrueForAll(body => body.TrySendAhead());
        _bytes = _bodies.Sum(body => body.BytesHint);
        return isAhead;
    }

    /// <summary>It was not handed in after all.</summary>
    public void Cancel()
    {
        Release();
        Recycle();
    }

    protected override void Decide(IBatch batch)
    {
        var refusal = _account!.Find(_mailbox, out var mailbox);
        refusal = refusal != Refusal.None ? refusal : Admit(mailbox!);
        refusal = refusal != Refusal.None ? refusal : FindReplaced(out _);
        if (refusal != Refusal.None)
        {
            Outcome = AppendResult.Refused(refusal);
            return;
        }

        Outcome = Arrive(mailbox!, batch);
        if (_replaced is { } old && FindReplaced(out var source) == Refusal.None)
        {
            source!.Expunge(UidSet.Of(old.Uid.Value), source.NextModSeq, batch);
        }
    }

    protected override void Release()
    {
        foreach (var body in _bodies)
        {
            body.Release();
        }

        _bodies.Clear();
        (_account, _messages, _replaced) = (null, [], null);
    }

    protected override void Recycle() => host.Appends.Return(this);

    private Refusal Admit(MailboxState mailbox)
    {
        var bytes = 0L;
        foreach (var body in _bodies)
        {
            if (body.Refusal != Refusal.None)
            {
                return body.Refusal;
            }

            bytes += body.Size;
        }

        return _messages.Count > host.Limits.MessagesPerAppendMax ? Refusal.Limit
            : !_account!.HasRoom(bytes, _messages.Count) ? Refusal.OverQuota
            : !mailbox.TryKeywords(AllKeywords(), out _, out _) ? Refusal.Limit
            : mailbox.HasRoomFor(_messages.Count) ? Refusal.None : Refusal.Exhausted;
    }

    // RFC 8508 §3.4: nothing is appended where nothing can be removed.
    private Refusal FindReplaced(out MailboxState? source)
    {
        source = null;
        if (_replaced is not { } old)
        {
            return Refusal.None;
        }

        if (!_account!.Tree.TryFind(old.Mailbox.Id, out _))
        {
            return Refusal.CannotDelete;
        }

        source = _account.Mailbox(old.Mailbox.Id);
        return source.IsDeleted || source.Existing(UidSet.Of(old.Uid.Value)).IsEmpty ? Refusal.CannotDelete
            : source.HasRoomFor(messages: 0) ? Refusal.None : Refusal.Exhausted;
    }

    private void AddUniqueIds(MailboxState mailbox, Uid first, IBatch batch)
    {
        UniqueIdsWriter? ids = null;
        for (var i = 0; i < _messages.Count; i++)
        {
            if (!_messages[i].UniqueId.IsNone)
            {
                ids ??= new(mailbox, batch);
                ids.Add(new(first.Value + (uint)i), _messages[i].UniqueId);
            }
        }

        ids?.Write();
    }

    private FlagSet AllKeywords() => _messages.Count == 1
        ? _messages[0].Flags
        : new FlagSet(SystemFlags.None, [.. _messages.SelectMany(message => message.Flags.Keywords).Distinct()]);

    private AppendResult Arrive(MailboxState mailbox, IBatch batch)
    {
        var (first, modSeq) = (mailbox.NextUid, mailbox.NextModSeq);
        for (var i = 0; i < _bodies.Count; i++)
        {
            host.Arrivals.Begin(_bodies[i], _messages[i].InternalDate, batch.Now);
            host.Arrivals.AddAdmitted(_account!, mailbox, _bodies[i], _messages[i].Flags, modSeq, batch);
            host.Arrivals.Write(_bodies[i], batch);
        }

        AddUniqueIds(mailbox, first, batch);

        var uids = _bodies.Count == 0 ? UidSet.Empty : UidSet.OfRanges(new UidRange(first, new Uid(first.Value + (uint)_bodies.Count - 1)));
        return new(Refusal.None, mailbox.UidValidity, uids);
    }
}
