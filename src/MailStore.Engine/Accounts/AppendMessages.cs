using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Registry;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9051 §6.3.12, APPEND, and RFC 3502 §6.3.11, MULTIAPPEND: all messages or none. Out of a pool.</summary>
internal sealed class AppendMessages(IAccountHost host) : CommitRequest<AppendResult>
{
    /// <summary>What would be more in one batch goes ahead as chunks.</summary>
    private const int BatchBytesMax = 2 * 1024 * 1024;

    private const int NoteBytes = 512;

    private readonly List<UploadedBody> _bodies = [];
    private IReadOnlyList<NewMessage> _messages = [];
    private AccountState? _account;
    private MailboxName _mailbox;
    private ReplacedMessage? _replaced;
    private RegistryEdit? _note;
    private int _bytes;

    public override int BytesHint => _bytes;

    /// <summary>Takes the uploads. False if there is no room for all of them on the way to the disk.</summary>
    public bool TryBegin(AccountState account, MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced, RegistryEdit? note)
    {
        (_account, _mailbox, _messages, _replaced, _note, _bytes) = (account, mailbox, messages, replaced, note, BytesOf(note));
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
        _bytes = _bodies.Sum(body => body.BytesHint) + BytesOf(note);
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
        refusal = refusal != Refusal.None ? refusal : Admit(mailbox!, batch);
        refusal = refusal != Refusal.None ? refusal : FindReplaced(out _);
        refusal = refusal != Refusal.None || _note is null ? refusal : RegistryRecords.Admit(_note, batch.Index, host.Buffer);
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

        if (_note is not null)
        {
            RegistryRecords.Make(_note, batch, host.Writer, host.Buffer);
        }
    }

    protected override void Release()
    {
        foreach (var body in _bodies)
        {
            body.Release();
        }

        _bodies.Clear();
        (_account, _messages, _replaced, _note) = (null, [], null, null);
    }

    protected override void Recycle() => host.Appends.Return(this);

    private Refusal Admit(MailboxState mailbox, IBatch batch)
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

        // RFC 8508 §3.4: what goes makes room for what comes.
        var messages = _messages.Count;
        if (_replaced is { } old && FindReplaced(out var source) == Refusal.None && source!.TryGetSlot(old.Uid, batch.Index, out var going))
        {
            (bytes, messages) = (bytes - going.Size, messages - 1);
        }

        return _messages.Count > host.Limits.MessagesPerAppendMax ? Refusal.Limit
            : !_account!.HasRoom(bytes, messages) ? Refusal.OverQuota
            : !mailbox.TryKeywords(AllKeywords(), out _, out _) ? Refusal.Limit
            : !mailbox.HasRoomFor(_messages.Count) ? Refusal.Exhausted
            : AdmitUids(mailbox);
    }

    // A UID is never given twice.
    private Refusal AdmitUids(MailboxState mailbox)
    {
        var next = (ulong)mailbox.NextUid.Value;
        foreach (var message in _messages)
        {
            if (!message.Uid.IsNone && message.Uid.Value < next)
            {
                return Refusal.AlreadyExists;
            }

            next = (message.Uid.IsNone ? next : message.Uid.Value) + 1;
        }

        return next <= uint.MaxValue ? Refusal.None : Refusal.Exhausted;
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

    private static int BytesOf(RegistryEdit? note) => note is null ? 0 : NoteBytes + (note.Octets?.Length ?? 0);

    private FlagSet AllKeywords() => _messages.Count == 1
        ? _messages[0].Flags
        : new FlagSet(SystemFlags.None, [.. _messages.SelectMany(message => message.Flags.Keywords).Distinct()]);

    private AppendResult Arrive(MailboxState mailbox, IBatch batch)
    {
        var (first, last, modSeq) = (mailbox.NextUid, default(Uid), mailbox.NextModSeq);
        var uids = default(UidSetBuilder);
        var ids = default(UniqueIdsWriter);
        for (var i = 0; i < _bodies.Count; i++)
        {
            host.Arrivals.Begin(_bodies[i], _messages[i].InternalDate, batch.Now);
            host.Arrivals.AddAdmitted(_account!, mailbox, _bodies[i], _messages[i].Flags, modSeq, _messages[i].Uid, batch);
            host.Arrivals.Write(_bodies[i], batch);
            last = new(mailbox.NextUid.Value - 1);
            if (!_messages[i].UniqueId.IsNone)
            {
                (ids ??= new(mailbox, batch)).Add(last, _messages[i].UniqueId);
            }

            if (!_messages[i].Uid.IsNone || uids is not null)
            {
                uids ??= Given(first, i);
                uids.Add(new UidRange(last, last));
            }
        }

        ids?.Write();
        if (uids is not null)
        {
            return new(Refusal.None, mailbox.UidValidity, uids.ToSet());
        }

        return new(Refusal.None, mailbox.UidValidity, last.IsNone ? UidSet.Empty : UidSet.OfRanges(new UidRange(first, last)));
    }

    // Those before the first message that asked for a UID.
    private static UidSetBuilder Given(Uid first, int count)
    {
        var uids = new UidSetBuilder();
        if (count > 0)
        {
            uids.Add(new UidRange(first.Value, first.Value + (uint)count - 1));
        }

        return uids;
    }
}
