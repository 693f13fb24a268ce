using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Engine.Mailboxes;

/// <summary>What a mailbox needs of the account and the volume that it lives in.</summary>
internal interface IMailboxHost
{
    /// <summary>The records as of the last commit. Any thread reads it, for as long as the volume is open; replay too.</summary>
    IIndexReader Index { get; }

    IAccountTotals Totals { get; }

    /// <summary>What all mailboxes of a volume share so that their work allocates little.</summary>
    MailboxPools Pools { get; }

    /// <summary>The writer's, used for one change after the other.</summary>
    ChangeWriter Writer { get; }

    /// <summary>What searches ask before they open messages; null if nothing is indexed.</summary>
    SearchIndex? Search { get; }

    /// <summary>Messages came to the mailbox, or it is gone: the index follows in its time.</summary>
    void Tell(IMailbox mailbox);

    /// <summary>Sessions may look on. False while the journal is replayed.</summary>
    bool IsLive { get; }

    /// <summary>Why the volume is closed; null while it is open.</summary>
    Exception? Fault { get; }

    /// <summary>False if too much waits, or if the volume is closed.</summary>
    bool TrySubmit(VolumeRequest request);

    /// <param name="body">Its id.</param>
    /// <param name="closed">A reader that its owner has disposed and uses again.</param>
    IBodyReader OpenBody(LogAddress body, IBodyReader? closed = null);

    /// <summary>The octets of a body from an offset to its end, if they have a checksum of their own.</summary>
    bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into);

    /// <summary>Tells the operator that a body could not be read, and gives what a session is told.</summary>
    StoreUnavailableException Unreadable(StorageFaultException fault);

    /// <summary>What was read or made of messages lately.</summary>
    PieceCache Pieces { get; }

    /// <summary>Holds bodies readable that are about to be released. The writer calls it; anyone disposes it.</summary>
    IDisposable? Pin(IReadOnlyList<LogAddress> bodies);

    /// <summary>
    /// The mailbox changed for the first time in this batch: <see cref="MailboxState.Settle"/> before the batch is committed,
    /// <see cref="MailboxState.Publish"/> after it.
    /// </summary>
    void Touch(MailboxState mailbox);
}
