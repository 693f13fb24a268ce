using System.Numerics;
using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// Record of 256 pages that follow each other, little endian:
/// <code>
///  0      highest mod-sequence  room x u64   of any slot of the page; it may be higher than what is left has
///  8*room messages              room x u16   of the page
/// </code>
/// The room is a power of two, up to 256. Opening a mailbox reads these alone, one for a million UIDs.
/// </summary>
internal sealed class BranchRecord
{
    public const int PageBits = 8;
    public const int Pages = 1 << PageBits;
    public const int UidBits = SequencePage.UidBits + PageBits;
    private readonly ulong[] _modSeqs = new ulong[Pages];
    private readonly ushort[] _counts = new ushort[Pages];
    private readonly IndexBuffer _octets = new();

    /// <summary>Pages from the first to the last that ever had a message.</summary>
    public int Used { get; private set; }

    public static IndexKey Key(MailboxId mailbox, uint number) => new(RecordKind.Branch, mailbox.Value, number);

    public int Count(int page) => _counts[page];

    public ModSeq MaxModSeq(int page) => new(_modSeqs[page]);

    public bool TryLoad(IIndexReader index, MailboxId mailbox, uint number)
    {
        Array.Clear(_modSeqs);
        Array.Clear(_counts);
        Used = 0;
        if (!index.TryRead(Key(mailbox, number), _octets))
        {
            return false;
        }

        Used = _octets.Length / (sizeof(ulong) + sizeof(ushort));
        MemoryMarshal.Cast<byte, ulong>(_octets.Span[..(Used * sizeof(ulong))]).CopyTo(_modSeqs);
        MemoryMarshal.Cast<byte, ushort>(_octets.Span[(Used * sizeof(ulong))..]).CopyTo(_counts);
        return true;
    }

    public void Set(int page, int count)
    {
        _counts[page] = (ushort)count;
        Used = Math.Max(Used, page + 1);
    }

    public void Raise(int page, ModSeq modSeq)
    {
        _modSeqs[page] = Math.Max(_modSeqs[page], modSeq.Value);
        Used = Math.Max(Used, page + 1);
    }

    public void Put(IIndexWriter index, MailboxId mailbox, uint number)
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)Used);
        var octets = _octets.Take(room * (sizeof(ulong) + sizeof(ushort)));
        MemoryMarshal.AsBytes(_modSeqs.AsSpan(0, room)).CopyTo(octets);
        MemoryMarshal.AsBytes(_counts.AsSpan(0, room)).CopyTo(octets[(room * sizeof(ulong))..]);
        index.Put(Key(mailbox, number), octets);
    }
}
