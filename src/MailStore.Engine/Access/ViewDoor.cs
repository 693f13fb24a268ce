using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;

namespace MailStore.Engine.Access;

/// <summary>A session's picture of a mailbox, as whoever selected it may use it. RFC 4314 §4: that it may be read was asked when it was selected.</summary>
internal sealed class ViewDoor(IMailboxView inside, MailboxDoor mailbox) : IMailboxView
{
    public IMailbox Mailbox => mailbox;

    public bool IsReadOnly => inside.IsReadOnly;

    public int Count => inside.Count;

    public int RecentCount => inside.RecentCount;

    public ModSeq SyncedTo => inside.SyncedTo;

    public bool HasNews => inside.HasNews;

    public Uid UidAt(int sequence) => inside.UidAt(sequence);

    public int SequenceOf(Uid uid) => inside.SequenceOf(uid);

    public int CountUpTo(Uid uid) => inside.CountUpTo(uid);

    public UidSet Existing(UidSet uids) => inside.Existing(uids);

    public bool IsRecent(Uid uid) => inside.IsRecent(uid);

    public bool TryRead(Uid uid, out MessageEntry entry) => inside.TryRead(uid, out entry);

    public int Read(int sequence, Span<MessageEntry> into) => inside.Read(sequence, into);

    public int UniqueIdOf(Uid uid, Span<byte> into) => inside.UniqueIdOf(uid, into);

    public ValueTask<IMessageContent?> OpenAsync(Uid uid, CancellationToken cancellation = default) => inside.OpenAsync(uid, cancellation);

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        mailbox.TryPermit(mode, ref flags) ? inside.ChangeFlags(uids, mode, flags, unchangedSince) : mailbox.Refused();

    public bool TryReadFacts(Uid uid, IBufferWriter<byte> into) => inside.TryReadFacts(uid, into);

    public ValueTask<IReadOnlyList<byte[][]>> ReadColumnsAsync(uint wanted, CancellationToken cancellation = default) => inside.ReadColumnsAsync(wanted, cancellation);

    public bool TryReadKept(Uid uid, UInt128 kind, IBufferWriter<byte> into) => inside.TryReadKept(uid, kind, into);

    public void Keep(Uid uid, UInt128 kind, ReadOnlySpan<byte> octets) => inside.Keep(uid, kind, octets);

    public ValueTask WaitAsync(CancellationToken cancellation) => inside.WaitAsync(cancellation);

    public ViewChanges Sync(bool withExpunges) => inside.Sync(withExpunges);

    public ValueTask<SearchAnswer> SearchAsync(SearchNode query, SearchTrace? trace = null, CancellationToken cancellation = default) =>
        inside.SearchAsync(query, trace, cancellation);

    public void Dispose() => inside.Dispose();
}
