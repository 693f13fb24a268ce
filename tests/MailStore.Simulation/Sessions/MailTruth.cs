namespace MailStore.Simulation.Sessions;

/// <summary>The mailbox as it must be, and what has been said of it to anybody.</summary>
internal sealed class MailTruth
{
    private readonly SortedDictionary<uint, TruthMessage> _messages = [];
    private readonly Dictionary<(uint Uid, ulong ModSeq), uint> _saidAt = [];

    /// <summary>The highest mod-sequence that anybody was told.</summary>
    public ulong HighestModSeq { get; private set; }

    public uint UidNext { get; private set; } = 1;

    /// <summary>Held while a client looks at a response, since several may do so at once.</summary>
    public Lock Gate { get; } = new();

    public IEnumerable<TruthMessage> All => _messages.Values;

    public List<TruthMessage> Alive() => [.. _messages.Values.Where(message => !message.IsExpunged)];

    public TruthMessage At(uint uid) => _messages.GetValueOrDefault(uid) ?? throw new SessionFault($"there never was a message with UID {uid}");

    /// <summary>RFC 9051 §2.3.1.1: UIDs ascend.</summary>
    public void Add(uint uid, string body, uint flags)
    {
        if (!_messages.TryAdd(uid, new TruthMessage(uid, body) { Flags = flags }))
        {
            throw new SessionFault($"UID {uid} was given twice");
        }

        UidNext = Math.Max(UidNext, uid + 1);
    }

    public void Expunge(IEnumerable<uint> uids, ulong modSeq)
    {
        foreach (var uid in uids)
        {
            var message = At(uid);
            message.ExpungedAt = message.IsExpunged ? message.ExpungedAt : modSeq;
            message.IsExpunged = true;
        }

        Hear(modSeq);
    }

    /// <summary>Somebody was told of this mod-sequence.</summary>
    public void Hear(ulong modSeq) => HighestModSeq = Math.Max(HighestModSeq, modSeq);

    /// <summary>RFC 7162 §3: a mod-sequence stands for one state of a message, and only grows.</summary>
    public void HearFlags(uint uid, uint flags, ulong modSeq)
    {
        if (!_saidAt.TryAdd((uid, modSeq), flags) && _saidAt[(uid, modSeq)] != flags)
        {
            throw new SessionFault($"UID {uid} at MODSEQ {modSeq} was ({FlagBits.Write(_saidAt[(uid, modSeq)])}) and is ({FlagBits.Write(flags)})");
        }

        Hear(modSeq);
    }
}
