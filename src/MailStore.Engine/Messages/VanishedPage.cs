using System.Buffers.Binary;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// Part of the history of a mailbox' expunges, little endian:
/// <code>
///  0  first mod-sequence  u64
///  8  last mod-sequence   u64
/// 16  last UID            u32   of the last entry: gaps go on from there
/// 20  octets of entries   u32
/// 24  entries             each: mod-sequence above the one before, count of ranges, ranges
/// </code>
/// A range is the gap from the UID before, which may be negative, and how many UIDs follow its first one. All are varints. A large
/// expunge goes on in the next page under the same mod-sequence. The record grows in steps up to 4 KB.
/// </summary>
internal sealed class VanishedPage
{
    public const int HeadBytes = 24;
    private const int BytesMin = 64;
    private const int BytesMax = 4096;

    // Mod-sequence and count of an entry, and one range, at their longest.
    private const int EntryBytesMax = 10 + 5;
    private const int RangeBytesMax = 5 + 5;
    private readonly IndexBuffer _octets = new();

    public bool IsEmpty => Used == 0;

    public ModSeq First => new(BinaryPrimitives.ReadUInt64LittleEndian(_octets.Span));

    public ModSeq Last => new(BinaryPrimitives.ReadUInt64LittleEndian(_octets.Span[8..]));

    private uint LastUid => BinaryPrimitives.ReadUInt32LittleEndian(_octets.Span[16..]);

    private int Used => BinaryPrimitives.ReadInt32LittleEndian(_octets.Span[20..]);

    public static IndexKey Key(MailboxId mailbox, uint number) => new(RecordKind.Vanished, mailbox.Value, number);

    public bool TryLoad(IIndexReader index, MailboxId mailbox, uint number)
    {
        if (index.TryRead(Key(mailbox, number), _octets))
        {
            return true;
        }

        Clear();
        return false;
    }

    public void Put(IIndexWriter index, MailboxId mailbox, uint number) => index.Put(Key(mailbox, number), _octets.Span);

    public void Clear() => _octets.Take(HeadBytes).Clear();

    public VanishedReader Read() => new(_octets.Span[HeadBytes..(HeadBytes + Used)], First);

    /// <summary>Takes ranges from a place on, as many as there is room for, and returns how many.</summary>
    public int Append(ModSeq modSeq, ReadOnlySpan<UidRange> ranges)
    {
        var used = HeadBytes + Used;
        var room = BytesMax - used - EntryBytesMax;
        if (room < RangeBytesMax)
        {
            return 0;
        }

        Span<byte> body = stackalloc byte[BytesMax];
        var (length, count, end) = (0, 0, (long)LastUid);
        while (count < ranges.Length && room - length >= RangeBytesMax)
        {
            var range = ranges[count++];
            length += Varint.Write(body[length..], Varint.ZigZag(range.First.Value - end));
            length += Varint.Write(body[length..], range.Last.Value - range.First.Value);
            end = range.Last.Value;
        }

        var isFirst = IsEmpty;
        Span<byte> head = stackalloc byte[EntryBytesMax];
        var headLength = Varint.Write(head, isFirst ? 0 : modSeq.Value - Last.Value);
        headLength += Varint.Write(head[headLength..], (ulong)count);
        Reserve(used + headLength + length);
        var octets = _octets.Span;
        head[..headLength].CopyTo(octets[used..]);
        body[..length].CopyTo(octets[(used + headLength)..]);
        if (isFirst)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(octets, modSeq.Value);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(octets[8..], modSeq.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[16..], (uint)end);
        BinaryPrimitives.WriteInt32LittleEndian(octets[20..], used + headLength + length - HeadBytes);
        return count;
    }

    private void Reserve(int bytes)
    {
        var room = BytesMin;
        while (room < bytes)
        {
            room *= 4;
        }

        if (_octets.Length < room)
        {
            _octets.Resize(room);
        }
    }
}
