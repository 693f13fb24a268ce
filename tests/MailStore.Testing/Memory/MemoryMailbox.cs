using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

internal sealed class MemoryMailbox(MemoryMailStore store, MemoryAccount account, MailboxId id, UidValidity validity) : IMailbox
{
    private readonly List<MemoryMessage> _gone = [];
    private readonly List<(UidRange Uids, ModSeq At)> _skipped = [];

    public MailboxId Id => id;

    public UidValidity UidValidity { get; set; } = validity;

    public SpecialUse Uses { get; set; }

    public Dictionary<string, MetadataEntry> Metadata { get; } = new(StringComparer.Ordinal);

    public List<MemoryMessage> Messages { get; } = [];

    /// <summary>In the order of their opening.</summary>
    public List<MemoryView> Views { get; } = [];

    public KeywordTable Keywords { get; private set; } = KeywordTable.Empty;

    public ModSeq Highest { get; private set; } = ModSeq.First;

    public Uid UidNext { get; private set; } = Uid.First;

    /// <summary>Messages from here on are recent and no session was told so.</summary>
    public Uid RecentFrom { get; private set; } = Uid.First;

    public bool IsDeleted { get; private set; }

    public MailboxStatus Status => store.Look(() => new MailboxStatus
    {
        Id = id,
        UidValidity = UidValidity,
        UidNext = UidNext,
        HighestModSeq = Highest,
        Messages = Messages.Count,
        Unseen = Messages.Count(message => !message.Flags.System.HasFlag(SystemFlags.Seen)),
        Deleted = Messages.Count(message => message.Flags.System.HasFlag(SystemFlags.Deleted)),
        Recent = Messages.Count(message => message.Uid >= RecentFrom),
        Size = Messages.Sum(message => message.Body.Octets.LongLength),
        Keywords = Keywords,
    });

    public ValueTask<IMailboxView> OpenViewAsync(bool isReadOnly, CancellationToken cancellation = default)
    {
        var ticket = store.Change(() =>
        {
            var view = new MemoryView(store, this, isReadOnly);
            Views.Add(view);
            if (!isReadOnly && Messages.Exists(message => message.Uid >= RecentFrom))
            {
                RecentFrom = UidNext;
                store.Touch(account, id);
            }

            return (IMailboxView)view;
        });
        return ticket.WhenDurable();
    }

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        ChangeFlags(uids, mode, flags, unchangedSince, []);

    /// <param name="numbered">What went, and the asker still numbers.</param>
    internal CommitTicket<FlagResult> ChangeFlags(
        UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince, IReadOnlyList<MemoryMessage> numbered) => store.Change(() =>
    {
        if (Refusal is var refusal and not Refusal.None)
        {
            return new FlagResult(refusal, UidSet.Empty, UidSet.Empty, Highest);
        }

        var named = Messages.Union(numbered).Where(message => uids.Contains(message.Uid)).ToList();
        // RFC 7162 §3.1.3: also if the flags would be the same.
        var conflicts = named.Where(message => message.ModSeq > (unchangedSince ?? message.ModSeq)).ToList();
        var changes = named.Except(conflicts)
            .Select(message => (Message: message, Flags: message.Flags.Changed(mode, flags)))
            .Where(change => change.Flags != change.Message.Flags)
            .ToList();
        if (!TryKeywords(changes.Select(change => change.Flags)))
        {
            return new FlagResult(Refusal.Limit, UidSet.Empty, UidSet.Empty, Highest);
        }

        if (changes.Count > 0)
        {
            Advance();
            foreach (var change in changes)
            {
                (change.Message.Flags, change.Message.ModSeq) = (change.Flags, Highest);
                change.Message.StoredAt = change.Message.IsGone ? Highest : default;
            }
        }

        return new FlagResult(Refusal.None, UidsOf(changes.Select(change => change.Message)), UidsOf(conflicts), Highest);
    });

    public CommitTicket<ExpungeResult> Expunge(UidSet? only = null) => store.Change(() =>
    {
        if (Refusal is var refusal and not Refusal.None)
        {
            return new ExpungeResult(refusal, UidSet.Empty, Highest);
        }

        var going = Messages.Where(message => message.Flags.System.HasFlag(SystemFlags.Deleted) && only?.Contains(message.Uid) != false).ToList();
        Remove(going);
        return new ExpungeResult(Refusal.None, UidsOf(going), Highest);
    });

    public UidSet ChangedSince(ModSeq modSeq) => store.Look(() => UidsOf(Messages.Where(message => message.ModSeq > modSeq)));

    public UidSet VanishedSince(ModSeq modSeq) => store.Look(() => UidSet.OfRanges([.. _skipped.Where(skipped => skipped.At > modSeq).Select(skipped => skipped.Uids)]).Union(UidsOf(_gone.Where(message => message.GoneAt > modSeq))));

    internal static UidSet UidsOf(IEnumerable<MemoryMessage> messages) => UidSet.Of([.. messages.Select(message => message.Uid.Value)]);

    internal bool IsOf(MemoryAccount other) => account == other;

    /// <summary>The flags of a message as this mailbox spells them.</summary>
    internal FlagSet FlagsOf(MemoryMessage message) => Keywords.NamesOf(message.ToEntry(Keywords));

    internal void MarkDeleted()
    {
        IsDeleted = true;
        store.Touch(account, id);
    }

    /// <summary>Gives the keywords of these flags numbers; false if there are too many, and nothing is changed.</summary>
    internal bool TryKeywords(IEnumerable<FlagSet> flags)
    {
        var table = flags.SelectMany(set => set.Keywords).Aggregate(Keywords, (table, keyword) => table.TryFind(keyword, out _) ? table : table.With(keyword));
        if (table.Count > KeywordTable.CountMax)
        {
            return false;
        }

        Keywords = table;
        return true;
    }

    /// <summary>Puts messages in whose keywords have numbers already.</summary>
    internal UidSet Arrive(IReadOnlyList<MemoryMessage> arrivals)
    {
        if (arrivals.Count == 0)
        {
            return UidSet.Empty;
        }

        Advance();
        var claimant = Views.Find(view => !view.IsReadOnly);
        foreach (var message in arrivals)
        {
            Skip(message.Uid);
            (message.Uid, message.ModSeq, message.SaveDate) = (UidNext, Highest, store.Now);
            UidNext = new(UidNext.Value + 1);
            Messages.Add(message);
            claimant?.Recent.Add(message);
        }

        RecentFrom = claimant == null ? RecentFrom : UidNext;
        return UidsOf(arrivals);
    }

    internal void Remove(IReadOnlyList<MemoryMessage> going)
    {
        if (going.Count == 0)
        {
            return;
        }

        Advance();
        foreach (var message in going)
        {
            message.GoneAt = Highest;
            _gone.Add(message);
        }

        Messages.RemoveAll(message => message.IsGone);
    }

    /// <summary>The UIDs that are asked for are ascending, and none was given before.</summary>
    internal bool TakesUids(IReadOnlyList<NewMessage> messages)
    {
        var next = UidNext.Value;
        foreach (var message in messages)
        {
            if (!message.Uid.IsNone && message.Uid.Value < next)
            {
                return false;
            }

            next = (message.Uid.IsNone ? next : message.Uid.Value) + 1;
        }

        return true;
    }

    internal void Adopt(UidValidity validity, Uid next)
    {
        if (validity != UidValidity || next > UidNext)
        {
            UidValidity = validity;
            store.Touch(account);
            if (next > UidNext)
            {
                Advance();
                Skip(next);
            }
        }
    }

    // UIDs that are never given have vanished.
    private void Skip(Uid next)
    {
        if (next > UidNext)
        {
            _skipped.Add((new UidRange(UidNext, new(next.Value - 1)), Highest));
            UidNext = next;
        }
    }

    private Refusal Refusal => account.IsDeleted ? Refusal.NoSuchAccount : IsDeleted ? Refusal.NoSuchMailbox : Refusal.None;

    /// <summary>Something changed that gets a mod-sequence.</summary>
    internal void Advance()
    {
        Highest = Highest.Next;
        store.Touch(account, id);
    }
}
