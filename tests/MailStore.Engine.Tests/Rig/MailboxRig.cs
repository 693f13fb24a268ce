using System.Buffers;
using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Engine.Tests.Rig;

/// <summary>
/// One mailbox in a volume of its own, with nothing of accounts around it. The test drives the writer itself, so that it decides
/// what is in a batch and when it is durable. Frames of its own say that a mailbox is created or destroyed and that messages arrive.
/// </summary>
internal sealed class MailboxRig : IVolumeState, IMailboxHost, IAccountTotals, IDisposable
{
    private const byte Created = 250;
    private const byte Arrived = 251;
    private const byte Destroyed = 252;
    private static readonly MailboxId Id = new(77);
    private readonly SimDisk _disk;
    private List<MailboxState> _touched = [];
    private List<MailboxState> _settled = [];
    private Volume? _volume;
    private IIndexReader? _replayed;
    private MailboxState? _state;

    private MailboxRig(SimDisk disk)
    {
        _disk = disk;
        Index = new CurrentIndex(this);
        _volume = Volume.Open(disk.Mount(), this, Options, new ManualClock(), WriterMode.Stepped);

        // After a clean end nothing is replayed that would have loaded it.
        _state ??= Load();
    }

    public static VolumeOptions Options { get; } = new()
    {
        Identity = 4711,
        SegmentBytes = 4 * 1024 * 1024,
        BatchBytesMax = 1024 * 1024,
        FrameBytesMax = 128 * 1024,
        WriteBehindBytes = 0,
    };

    public MailboxState State => _state!;

    public Mailbox Mailbox => State.Shared;

    public MailboxStatus Status => Mailbox.Status;

    public long TotalBytes { get; private set; }

    public long TotalMessages { get; private set; }

    /// <summary>Pins that were taken and not given back.</summary>
    public int Pins { get; private set; }

    public IIndexReader Index { get; }

    public IAccountTotals Totals => this;

    public MailboxPools Pools { get; } = new();

    public ChangeWriter Writer { get; } = new();

    public SearchIndex? Search => null;

    public bool IsLive => _volume is not null;

    public Exception? Fault => _volume?.Fault;

    public static MailboxRig Create()
    {
        var disk = new SimDisk(new());
        Volume.Create(disk.Mount(), Options);
        var rig = new MailboxRig(disk);
        rig.Do(batch =>
        {
            batch.AppendChange([Created]);
            rig._state = MailboxState.Create(Id, new UidValidity(5), rig);
            return 0;
        });
        return rig;
    }

    /// <summary>Another process opens what this one leaves: after a clean end, or after it was killed and all is replayed.</summary>
    public MailboxRig Reopen(bool isKilled)
    {
        if (isKilled)
        {
            _volume!.Abandon();
        }
        else
        {
            _volume!.Dispose();
        }

        return new(_disk);
    }

    public void Tell(IMailbox mailbox)
    {
        // Nothing is indexed here.
    }

    public Uid Arrive(SystemFlags flags = SystemFlags.None, params string[] keywords) => Do(batch => Arrive(batch, flags, keywords));

    public UidSet Arrive(int count, SystemFlags flags = SystemFlags.None) => Do(batch =>
    {
        var modSeq = State.NextModSeq;
        var first = State.NextUid;
        for (var n = 0; n < count; n++)
        {
            Arrive(batch, flags, [], modSeq);
        }

        return UidSet.OfRanges(new UidRange(first, new(State.NextUid.Value - 1)));
    });

    public Uid Arrive(IBatch batch, SystemFlags flags, string[] keywords, ModSeq? modSeq = null)
    {
        var set = new FlagSet(flags, [.. keywords.Select(Keyword.Create)]);
        Assert.True(State.TryKeywords(set, out var bits, out var added));
        State.AddKeywords(added, batch);
        var (uid, isClaimed) = (State.NextUid, State.HasWritingView);
        modSeq ??= State.NextModSeq;
        var body = BodyOf(uid);
        Writer.Begin();
        Writer.Byte(Arrived);
        Writer.Varint(modSeq.Value.Value);
        Writer.Byte((byte)flags);
        Writer.Byte(isClaimed ? (byte)1 : (byte)0);
        Writer.Varint(bits.Word);
        Writer.Varint((ulong)bits.Rest.Length);
        foreach (var number in bits.Rest)
        {
            Writer.Varint(number);
        }

        var address = batch.AppendBody(Writer.Written, new ReadOnlySequence<byte>(body));
        State.Arrive(Slot(uid, modSeq.Value, flags, bits, address), isClaimed, batch.Index);
        return uid;
    }

    public FlagResult Store(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        Run(Mailbox.ChangeFlags(uids, mode, flags, unchangedSince));

    public ExpungeResult Expunge(UidSet uids)
    {
        Store(uids, FlagMode.Add, new(SystemFlags.Deleted));
        return Run(Mailbox.Expunge(uids));
    }

    public void Destroy() => Do(batch =>
    {
        batch.AppendChange([Destroyed]);
        State.Destroy(batch.Index, batch.Bodies);
        return 0;
    });

    public MailboxView View(bool isReadOnly = false)
    {
        var opening = Mailbox.OpenViewAsync(isReadOnly).AsTask();
        Step();
        return (MailboxView)opening.Result;
    }

    public T Do<T>(Func<IBatch, T> act)
    {
        var request = new ActRequest<T>(act);
        Assert.True(TrySubmit(request));
        return Run(request.Ticket);
    }

    public T Run<T>(CommitTicket<T> ticket)
    {
        Step();
        Assert.True(ticket.IsDurable);
        return ticket.WhenDurable().AsTask().Result;
    }

    /// <summary>All that waits is committed.</summary>
    public void Step()
    {
        while (_volume!.RunOnce())
        {
        }

        Assert.Null(_volume.Fault);
    }

    public static string Text(MailboxView view, Uid uid)
    {
        using var content = view.OpenAsync(uid).AsTask().Result!;
        var octets = new byte[content.Length];
        Assert.Equal(octets.Length, content.ReadAsync(0, octets).AsTask().Result);
        return Encoding.ASCII.GetString(octets);
    }

    public static string TextOf(Uid uid) => $"Subject: message {uid}\r\n\r\n{new string('x', (int)(uid.Value % 100))}\r\n";

    /// <summary>Everything that there is to know of the mailbox, to be compared.</summary>
    public string Describe()
    {
        using var view = View(isReadOnly: true);
        var entries = new MessageEntry[view.Count];
        Assert.Equal(view.Count, view.Count == 0 ? 0 : view.Read(1, entries));
        var status = Status;
        var text = new StringBuilder($"{status with { Keywords = KeywordTable.Empty }}\n{string.Join(' ', status.Keywords.Keywords)}\n");
        foreach (var entry in entries)
        {
            text.AppendLine($"{entry} {status.Keywords.NamesOf(entry)} {Text(view, entry.Uid)}");
        }

        for (var modSeq = 0UL; modSeq < status.HighestModSeq.Value; modSeq++)
        {
            text.AppendLine($"{modSeq}: {Mailbox.ChangedSince(new(modSeq))} {Mailbox.VanishedSince(new(modSeq))}");
        }

        return text.AppendLine($"{TotalBytes} {TotalMessages}").ToString();
    }

    /// <summary>One step of the writer.</summary>
    public bool RunOnce() => _volume!.RunOnce();

    public bool TrySubmit(VolumeRequest request) => _volume!.TrySubmit(request);

    public StoreUnavailableException Unreadable(StorageFaultException fault) => new(fault.Message, fault);

    public IBodyReader OpenBody(LogAddress body, IBodyReader? closed = null) => _volume!.OpenBody(body, closed);

    public PieceCache Pieces { get; } = new(bytesMax: 1024 * 1024);

    public bool TryReadTail(LogAddress body, long from, IBufferWriter<byte> into) => _volume!.TryReadTail(body, from, into);

    public IDisposable? Pin(IReadOnlyList<LogAddress> bodies)
    {
        Pins++;
        return new Unpin(() => Pins--);
    }

    public void Touch(MailboxState mailbox) => _touched.Add(mailbox);

    public void Changed(long bytes, long messages)
    {
        TotalBytes += bytes;
        TotalMessages += messages;
    }

    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
        _replayed = replay.Index;
        var reader = new ChangeReader(change);
        switch (change[0])
        {
            case Created:
                _state = MailboxState.Create(Id, new UidValidity(5), this);
                break;
            case Destroyed:
                State.Destroy(replay.Index, replay.Bodies);
                break;
            case Arrived:
                ReplayArrival(change[1..], address, replay);
                break;
            default:
                Assert.True(MailboxReplay.TryApply(reader.Kind(), ref reader, _ => _state ??= Load()!, replay));
                break;
        }
    }

    public void Settle(IIndexWriter index)
    {
        _touched.ForEach(mailbox => mailbox.Settle(index));
        (_settled, _touched) = (_touched, _settled);
    }

    public void Publish()
    {
        _settled.ForEach(mailbox => mailbox.Publish());
        _settled.Clear();
    }

    public void Closed(Exception fault) => _state?.Shared.Fail();

    public void Dispose() => _volume?.Abandon();

    private static byte[] BodyOf(Uid uid) => Encoding.ASCII.GetBytes(TextOf(uid) + "FACTS");

    private static MessageSlot Slot(Uid uid, ModSeq modSeq, SystemFlags flags, KeywordBits keywords, LogAddress body) => new()
    {
        Uid = uid,
        ModSeq = modSeq,
        Flags = flags,
        Keywords = keywords,
        InternalDate = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.FromMinutes(-90)),
        SaveDate = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + uid.Value),
        Size = TextOf(uid).Length,
        FactsBytes = "FACTS".Length,
        Id = new(0x00AB_0000_0000_0000UL + uid.Value),
        Thread = new(0x00AB_0000_0000_0000UL + (uid.Value / 2)),
        Body = body,
    };

    private MailboxState? Load()
    {
        if (!MailboxHeader.TryLoad(Index, Id, out var header))
        {
            return null;
        }

        (TotalBytes, TotalMessages) = (header.Size, header.Messages);
        return MailboxState.Load(Id, this);
    }

    private void ReplayArrival(ReadOnlySpan<byte> change, LogAddress address, IReplay replay)
    {
        _state ??= Load();
        var reader = new ChangeReader(change);
        var modSeq = new ModSeq(reader.Varint());
        var flags = (SystemFlags)reader.Byte();
        var isClaimed = reader.Byte() != 0;
        var bits = KeywordBits.OfWord(reader.Varint());
        for (var count = reader.Count(); count > 0; count--)
        {
            bits = bits.With((int)reader.Varint());
        }

        State.Arrive(Slot(State.NextUid, modSeq, flags, bits, address), isClaimed, replay.Index);
    }

    private sealed class CurrentIndex(MailboxRig rig) : IIndexReader
    {
        public bool TryRead(in IndexKey key, IndexBuffer into) => (rig._volume?.Index ?? rig._replayed!).TryRead(key, into);
    }

    private sealed class Unpin(Action act) : IDisposable
    {
        public void Dispose() => act();
    }
}
