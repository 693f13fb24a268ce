using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>
/// One session's picture of a mailbox: the numbering that its client was told. It changes in <see cref="Sync"/> only. Messages
/// that it numbers can be read though they are expunged meanwhile; their flags are the newest there are. One thread at a time,
/// but for <see cref="WaitAsync"/>.
/// </summary>
public interface IMailboxView : IDisposable
{
    IMailbox Mailbox { get; }

    bool IsReadOnly { get; }

    /// <summary>EXISTS.</summary>
    int Count { get; }

    /// <summary>Messages that it numbers and that are recent to this view.</summary>
    int RecentCount { get; }

    /// <summary>
    /// The mod-sequence up to which this view was told everything: the highest as of the last sync, or the last one before the first
    /// expunge that it withheld.
    /// </summary>
    ModSeq SyncedTo { get; }

    /// <summary>Something was committed that this view has not been told, such as an expunge that the last sync withheld.</summary>
    bool HasNews { get; }

    /// <summary>From 1 to <see cref="Count"/>.</summary>
    Uid UidAt(int sequence);

    /// <summary>0 if the view has no such message.</summary>
    int SequenceOf(Uid uid);

    /// <summary>The number of messages with this UID or a lower one.</summary>
    int CountUpTo(Uid uid);

    /// <summary>UIDs of the set that this view numbers.</summary>
    UidSet Existing(UidSet uids);

    bool IsRecent(Uid uid);

    /// <summary>The message as it is now, or as it was when it was expunged. False if this view does not number it.</summary>
    bool TryRead(Uid uid, out MessageEntry entry);

    /// <summary>Messages that follow each other, from a sequence number on; returns how many were filled in. Much cheaper than one by one.</summary>
    int Read(int sequence, Span<MessageEntry> into);

    /// <summary>Octets of the unique id that the message was brought over with; 0 if it has none, or if this view does not number it.</summary>
    int UniqueIdOf(Uid uid, Span<byte> into);

    /// <summary>Null if this view does not number it.</summary>
    ValueTask<IMessageContent?> OpenAsync(Uid uid, CancellationToken cancellation = default);

    /// <summary>
    /// STORE to messages that this view numbers: as <see cref="IMailbox.ChangeFlags"/>, and also where they were expunged since
    /// (RFC 2180 §4.2). The flags of such a message last as long as somebody numbers it, and all who do are told.
    /// </summary>
    CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null);

    /// <summary>
    /// What <see cref="IMessageAnalyst"/> said of the message, without opening it. False if it is not at hand alone; the open message
    /// may have it.
    /// </summary>
    bool TryReadFacts(Uid uid, IBufferWriter<byte> into);

    /// <summary>What was made of the message and given to <see cref="Keep"/>, if it is still at hand.</summary>
    bool TryReadKept(Uid uid, UInt128 kind, IBufferWriter<byte> into);

    /// <summary>
    /// Remembers something that was made of the message's octets alone, for whoever asks for the same of it. It may be forgotten at any time.
    /// </summary>
    /// <param name="kind">What was made, as a number that nobody else hits on, such as a hash of its name; not 0.</param>
    void Keep(Uid uid, UInt128 kind, ReadOnlySpan<byte> octets);

    /// <summary>
    /// What the store knows of a search among the messages of this view: which are found, and which have to be opened to know. It
    /// may leave all of them open, and never says a wrong thing.
    /// </summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="trace">Gets the steps that were taken, if somebody wants to know.</param>
    /// <param name="cancellation">Ends it early.</param>
    ValueTask<SearchAnswer> SearchAsync(SearchNode query, SearchTrace? trace = null, CancellationToken cancellation = default);

    /// <summary>
    /// What messages are sorted and threaded by, as far as the store keeps it apart: pieces of some of them each, none twice. Messages that
    /// came lately are in none, and some that are gone may be.
    /// </summary>
    /// <param name="wanted">A bit for the number of each piece that is wanted.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Pieces by number, up to the highest one that is wanted; others are empty.</returns>
    ValueTask<IReadOnlyList<byte[][]>> ReadColumnsAsync(uint wanted, CancellationToken cancellation = default);

    /// <summary>Completes once there is news, at once if there is some. IDLE and NOTIFY wait here; at most one waits at a time.</summary>
    ValueTask WaitAsync(CancellationToken cancellation);

    /// <summary>
    /// Goes on to the newest state and says how it differs. RFC 9051 §7.5.1: during FETCH, STORE and SEARCH no expunge may be told;
    /// then those messages keep their numbers, and a later call tells them.
    /// </summary>
    ViewChanges Sync(bool withExpunges);
}
