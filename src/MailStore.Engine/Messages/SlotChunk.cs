using System.Numerics;
using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// The slots of 64 UIDs that follow each other, as one record of the index and as a buffer to change it in:
/// <code>
///  0  presence            u64   bit n: the message with UID 64 * number + n exists
///  8  used                u64   bit n: it has a slot, though it may be gone
/// 16  highest mod-sequence u64  of any slot; messages that are gone may have had it
/// 24  slots               in the order of their UIDs, then free ones
/// </code>
/// Slots are found by counting bits. The room grows in steps, so that most changes keep the record's length and are made in place.
/// </summary>
internal sealed class SlotChunk
{
    public const int UidBits = 6;
    public const int Uids = 1 << UidBits;
    private const int HeadBytes = 24;
    private const int RoomMin = 4;

    private readonly IndexBuffer _octets = new();

    public ulong Presence => Head[0];

    public ModSeq MaxModSeq => new(Head[2]);

    /// <summary>Slots that there is room for.</summary>
    public int Room => (_octets.Length - HeadBytes) / SlotRecord.Bytes;

    public int Count => BitOperations.PopCount(Presence);

    /// <summary>What is put into the index.</summary>
    public ReadOnlySpan<byte> Octets => _octets.Span;

    private Span<ulong> Head => MemoryMarshal.Cast<byte, ulong>(_octets.Span[..HeadBytes]);

    private Span<SlotRecord> Slots => MemoryMarshal.Cast<byte, SlotRecord>(_octets.Span[HeadBytes..]);

    public static uint NumberOf(Uid uid) => uid.Value >> UidBits;

    public static int BitOf(Uid uid) => (int)(uid.Value & (Uids - 1));

    public static Uid UidOf(uint number, int bit) => new((number << UidBits) | (uint)bit);

    public static IndexKey Key(MailboxId mailbox, uint number) => new(RecordKind.Chunk, mailbox.Value, number);

    /// <summary>False if there is no such record; the chunk is empty then.</summary>
    public bool TryLoad(IIndexReader index, MailboxId mailbox, uint number)
    {
        if (index.TryRead(Key(mailbox, number), _octets))
        {
            return true;
        }

        Clear();
        return false;
    }

    public void Load(ReadOnlySpan<byte> octets) => _octets.Set(octets);

    public void Clear() => _octets.Take(HeadBytes).Clear();

    public bool Has(int bit) => (Presence >> bit & 1) != 0;

    /// <summary>The slot of a message that exists.</summary>
    public ref SlotRecord At(int bit)
    {
        Invariant.Holds(Has(bit));
        return ref Slots[BitOperations.PopCount(Head[1] & ((1UL << bit) - 1))];
    }

    /// <summary>All slots in the order of their UIDs, also of messages that are gone: the n-th one is of the n-th bit that is set.</summary>
    public ReadOnlySpan<SlotRecord> UsedSlots(out ulong used)
    {
        used = Head[1];
        return Slots;
    }

    /// <summary>A message behind all others. A chunk that will fill up gets its whole room at once: growing leaves old records behind.</summary>
    public void Add(int bit, in SlotRecord slot, bool willFillUp)
    {
        var used = BitOperations.PopCount(Head[1]);
        Invariant.Holds(Head[1] >> bit == 0);
        if (used == Room)
        {
            var room = willFillUp ? Uids : Math.Max(RoomMin, Room * 2);
            _octets.Resize(HeadBytes + (room * SlotRecord.Bytes));
        }

        Head[0] |= 1UL << bit;
        Head[1] |= 1UL << bit;
        Slots[used] = slot;
        Raise(slot.ModSeq);
    }

    /// <summary>No slot has a higher mod-sequence than this.</summary>
    public void Raise(ulong modSeq) => Head[2] = Math.Max(Head[2], modSeq);

    public void Remove(int bit)
    {
        Invariant.Holds(Has(bit));
        Head[0] &= ~(1UL << bit);
    }

    /// <summary>Gives back the room of messages that are gone, if it is more than half.</summary>
    public void Pack()
    {
        var room = Math.Max(RoomMin, (int)BitOperations.RoundUpToPowerOf2((uint)Count));
        if (room * 2 > Room)
        {
            return;
        }

        var (presence, used) = (Head[0], Head[1]);
        var slots = Slots;
        var kept = 0;
        for (var place = 0; used != 0; used &= used - 1, place++)
        {
            if ((presence >> BitOperations.TrailingZeroCount(used) & 1) != 0)
            {
                slots[kept++] = slots[place];
            }
        }

        Head[1] = presence;
        _octets.Resize(HeadBytes + (room * SlotRecord.Bytes));
        Slots[kept..].Clear();
    }
}
