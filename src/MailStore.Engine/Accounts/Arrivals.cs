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
using MailStore.Log.Records;

namespace MailStore.Engine.Accounts;

/// <summary>
/// The writer's place where one message after the other comes in: where it goes is decided target by target, then it is written
/// once with all of them. Used over and over.
/// </summary>
internal sealed class Arrivals(IAccountHost host)
{
    /// <summary>Of one frame; what is more follows in frames without a body.</summary>
    private const int TargetOctetsMax = 16 * 1024;

    private readonly ArrivalChange _change = new();
    private readonly List<Birth> _births = [];
    private int _birthCount;
    private readonly Dictionary<MailboxId, int> _taken = [];

    /// <summary>The next message.</summary>
    public void Begin(UploadedBody body, DateTimeOffset? internalDate, DateTimeOffset now)
    {
        _birthCount = 0;
        _taken.Clear();
        _change.Targets.Clear();
        _change.Body = default;
        _change.Number = host.Directory.NextNumber;
        _change.Size = body.Size;
        _change.FactsBytes = body.FactsBytes;
        _change.SaveDate = SlotDates.Saved(now);
        _change.InternalDate = SlotDates.ToSecond(internalDate ?? now);
    }

    /// <summary>One more mailbox for the message, or why not.</summary>
    public Refusal Add(AccountState account, MailboxState mailbox, UploadedBody body, FlagSet flags, IBatch batch)
    {
        var birth = Find(account);
        var refusal =
            !account.HasRoom(body.Size + (birth?.Bytes ?? 0), 1 + (birth?.Messages ?? 0)) ? Refusal.OverQuota
            : !mailbox.TryKeywords(flags, out var keywords, out var added) ? Refusal.Limit
            : !mailbox.HasRoomFor(1 + _taken.GetValueOrDefault(mailbox.Id)) ? Refusal.Exhausted
            : Learn(mailbox, added, batch);
        if (refusal == Refusal.None)
        {
            birth ??= Bear(account, body, batch.Index);
            Add(birth, mailbox, flags.System, Numbers(mailbox, flags), modSeq: null, uid: default);
        }

        return refusal;
    }

    /// <summary>The only mailbox of a message of an append, whose admission was decided for all of them together.</summary>
    /// <param name="uid">None: the next one.</param>
    public void AddAdmitted(AccountState account, MailboxState mailbox, UploadedBody body, FlagSet flags, ModSeq modSeq, Uid uid, IBatch batch)
    {
        Invariant.Holds(mailbox.TryKeywords(flags, out var keywords, out var added));
        mailbox.AddKeywords(added, batch);
        Add(Bear(account, body, batch.Index), mailbox, flags.System, keywords, modSeq, uid);
    }

    /// <summary>The target that was added last.</summary>
    public ArrivalTarget Last => _change.Targets[^1];

    /// <summary>Writes the message with its targets, and lets it arrive.</summary>
    public void Write(UploadedBody body, IBatch batch)
    {
        if (_change.Targets.Count == 0)
        {
            return;
        }

        var writer = host.Writer;
        var written = _change.Write(writer, 0, TargetOctetsMax);
        var address = body.AppendTo(batch, host, writer.Written);
        Apply(_change, 0, written, address, isNew: true, batch.Index, batch.Bodies);
        _change.Body = address;
        while (written < _change.Targets.Count)
        {
            var end = _change.Write(writer, written, TargetOctetsMax);
            batch.AppendChange(writer.Written);
            Apply(_change, written, end, address, isNew: false, batch.Index, batch.Bodies);
            written = end;
        }
    }

    public void Replay(LogAddress address, ref ChangeReader reader, IReplay replay)
    {
        _change.Read(ref reader);
        var isNew = _change.Body.IsNone;
        Apply(_change, 0, _change.Targets.Count, isNew ? address : _change.Body, isNew, replay.Index, replay.Bodies);
    }

    // A body begins with one reference.
    private void Apply(ArrivalChange change, int first, int end, LogAddress body, bool isNew, IIndexWriter index, IBodyTable bodies)
    {
        for (var i = first; i < end; i++)
        {
            var target = change.Targets[i];
            var account = host.Find(target.Account);
            Invariant.Holds(account is not null);
            if (!isNew || i > first)
            {
                bodies.Retain(body);
            }

            var slot = new MessageSlot
            {
                Uid = target.Uid,
                ModSeq = target.ModSeq,
                Flags = target.Flags,
                Keywords = target.Keywords,
                InternalDate = change.InternalDate,
                SaveDate = change.SaveDate,
                Size = change.Size,
                FactsBytes = change.FactsBytes,
                Id = new(EngineId.Of(EngineId.SlotOf(target.Account), change.Number)),
                Thread = target.Thread,
                Body = body,
            };
            account.Mailbox(target.Mailbox).Arrive(slot, target.IsClaimed, index);
            ThreadRecords.Put(target.Account, target.ThreadKeys.Span, target.Thread, index);
        }

        host.Directory.Used(change.Number);
    }

    private static Refusal Learn(MailboxState mailbox, ImmutableArray<Keyword> added, IBatch batch)
    {
        mailbox.AddKeywords(added, batch);
        return Refusal.None;
    }

    private static KeywordBits Numbers(MailboxState mailbox, FlagSet flags)
    {
        mailbox.TryKeywords(flags, out var keywords, out _);
        return keywords;
    }

    private void Add(Birth birth, MailboxState mailbox, SystemFlags flags, KeywordBits keywords, ModSeq? modSeq, Uid uid)
    {
        // A mailbox may be named twice: what was decided for it before has not arrived yet.
        var taken = _taken.GetValueOrDefault(mailbox.Id);
        _taken[mailbox.Id] = taken + 1;
        _change.Targets.Add(new(
            birth.Account.Id,
            mailbox.Id,
            uid.IsNone ? new Uid(mailbox.NextUid.Value + (uint)taken) : uid,
            modSeq ?? new ModSeq(mailbox.NextModSeq.Value + (ulong)taken),
            birth.Thread,
            flags,
            keywords,
            mailbox.HasWritingView,
            birth.TakeKeys()));
        birth.Bytes += _change.Size;
        birth.Messages++;
    }

    // In the conversation of the first of its keys that the account knows, or in a new one.
    private Birth Bear(AccountState account, UploadedBody body, IIndexReader index)
    {
        if (_birthCount == _births.Count)
        {
            _births.Add(new());
        }

        var birth = _births[_birthCount++];
        birth.Begin(account);
        var thread = default(ThreadId?);
        foreach (var key in body.ThreadKeys.Span)
        {
            if (ThreadRecords.TryFind(account.Id, key, index, host.Buffer, out var known))
            {
                thread ??= known;
            }
            else
            {
                birth.AddKey(key);
            }
        }

        birth.Thread = thread ?? new ThreadId(EngineId.Of(EngineId.SlotOf(account.Id), _change.Number));
        return birth;
    }

    private Birth? Find(AccountState account)
    {
        for (var number = 0; number < _birthCount; number++)
        {
            if (_births[number].Account == account)
            {
                return _births[number];
            }
        }

        return null;
    }
}
