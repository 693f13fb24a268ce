using System.Buffers;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Engine.Accounts;

/// <summary>What accounts need of the volume that they live in.</summary>
internal interface IAccountHost
{
    /// <summary>The records as of the last commit, or of the replay. Any thread.</summary>
    IIndexReader Index { get; }

    MailboxPools Pools { get; }

    /// <summary>The writer's: mailboxes that stay in memory.</summary>
    ResidentMailboxes Resident { get; }

    /// <summary>Null if nothing is indexed.</summary>
    SearchIndex? Search { get; }

    /// <summary>The index is to follow.</summary>
    void Tell(IMailbox mailbox);

    /// <summary>False while the journal is replayed.</summary>
    bool IsLive { get; }

    /// <summary>Why the volume is closed; null while it is open.</summary>
    Exception? Fault { get; }

    EngineLimits Limits { get; }

    UploadSetting Uploads { get; }

    /// <summary>What uploads that are under way will take of each account's quota.</summary>
    QuotaReservations Reservations { get; }

    /// <summary>Octets of a chunk of a large body.</summary>
    int ChunkBytes { get; }

    int FrameBytesMax { get; }

    /// <summary>The writer's, for one change or record after the other.</summary>
    ChangeWriter Writer { get; }

    /// <summary>The writer's, for one record after the other.</summary>
    IndexBuffer Buffer { get; }

    /// <summary>The writer's, for one message after the other.</summary>
    Arrivals Arrivals { get; }

    /// <summary>Requests to use again.</summary>
    Pool<AppendMessages> Appends { get; }

    Pool<DeliverMessage> Deliveries { get; }

    /// <summary>The writer's: the accounts of the volume, and its counters.</summary>
    AccountDirectory Directory { get; }

    bool TrySubmit(VolumeRequest request);

    /// <summary>Hands it to the writer. If too much waits there, the outcome is <paramref name="busy"/>; a closed volume shows in the ticket.</summary>
    CommitTicket<T> Submit<T>(CommitRequest<T> request, T busy);

    /// <summary>The outcome of a request that the writer did not take: too much waits there, or the volume is closed.</summary>
    CommitTicket<T> Turned<T>(T busy);

    /// <summary>Lets the writer look at something. There is no refusal for it: if too much waits there, it shows as an exception.</summary>
    ValueTask<T> Ask<T>(CommitRequest<T> request);

    /// <summary>None, or why no message is taken just now by anybody.</summary>
    Refusal Pressure();

    /// <summary>As of the last commit; any thread. False if there is no such account here.</summary>
    bool TryReadQuota(AccountId id, out Quota quota);

    IBodyReader OpenBody(LogAddress body, IBodyReader? closed);

    /// <summary>The octets of a body from an offset to its end, if they have a checksum of their own.</summary>
    bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into);

    /// <summary>Tells the operator that a body could not be read, and gives what a session is told.</summary>
    StoreUnavailableException Unreadable(StorageFaultException fault);

    /// <summary>What was read or made of messages lately.</summary>
    PieceCache Pieces { get; }

    IDisposable? Pin(IReadOnlyList<LogAddress> bodies);

    /// <summary>The writer's: the account as of what was decided last. Null if there is none.</summary>
    /// <param name="isPassing">If it has to be read, it stays only as long as somebody uses it, and takes the place of none that people use.</param>
    AccountState? Find(AccountId id, bool isPassing = false);

    /// <summary>The writer's: an account that comes into being.</summary>
    void Add(AccountState account);

    /// <summary>The writer's: the account changed for the first time in this batch.</summary>
    void Touch(AccountState account);
}
