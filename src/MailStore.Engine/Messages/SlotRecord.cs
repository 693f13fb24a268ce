using System.Runtime.InteropServices;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Records;

namespace MailStore.Engine.Messages;

/// <summary>
/// A message in a chunk, 56 octets, little endian:
/// <code>
///  0  mod-sequence            u64
///  8  body                    u64   address in the log
/// 16  id                      56 bits, then octets of facts, bits 0-7
/// 24  thread                  56 bits, then octets of facts, bits 8-15
/// 32  keywords 0-55           56 bits, then system flags 5 bits, more keywords elsewhere 1 bit, unique id elsewhere 1 bit, octets of facts bit 16
/// 40  internal date           39 bits of seconds since the year 1 in UTC, 11 bits of offset in minutes + 840, 14 bits free
/// 48  save date               u32   seconds since 1970 in UTC
/// 52  size                    u32
/// </code>
/// Ids have 56 bits throughout the store, and what is left over of their words holds the length of the facts: eight octets saved
/// for each message.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct SlotRecord
{
    public const int Bytes = 56;
    public const int FactsBytesMax = (1 << 17) - 1;
    private const int IdBits = 56;
    private const ulong IdMask = (1UL << IdBits) - 1;
    private const ulong FlagsMask = (ulong)SystemFlags.All << IdBits;
    private const ulong MoreBit = 1UL << 61;
    private const ulong UniqueIdBit = 1UL << 62;
    private const ulong FactsBit = 1UL << 63;
    private const int SecondsBits = 39;
    private const int OffsetBias = 14 * 60;
    private const int OffsetMask = (1 << 11) - 1;

    public ulong ModSeq;
    public ulong Body;
    public ulong Id;
    public ulong Thread;
    public ulong Flags;
    public ulong InternalDate;
    public uint SaveDate;
    public uint Size;

    public readonly SystemFlags System => (SystemFlags)((Flags & FlagsMask) >> IdBits);

    /// <summary>The first 56 keywords.</summary>
    public readonly ulong Keywords => Flags & IdMask;

    /// <summary>The message has a record with keywords beyond the first 56.</summary>
    public readonly bool HasMoreKeywords => (Flags & MoreBit) != 0;

    /// <summary>The message has a record with the unique id that it was brought over with.</summary>
    public readonly bool HasUniqueId => (Flags & UniqueIdBit) != 0;

    public readonly int FactsBytes => (int)(Id >> IdBits) | (int)(Thread >> IdBits << 8) | (int)(Flags >> 63 << 16);

    public readonly long BodyBytes => (long)Size + FactsBytes;

    public readonly LogAddress BodyAddress => new(Body);

    public readonly ulong MessageId => Id & IdMask;

    public readonly ulong ThreadId => Thread & IdMask;

    /// <summary>Seconds since the year 1 in UTC.</summary>
    public readonly long InternalSeconds => (long)(InternalDate & ((1UL << SecondsBits) - 1));

    public readonly int InternalOffsetMinutes => (int)(InternalDate >> SecondsBits & OffsetMask) - OffsetBias;

    public static SlotRecord Of(in MessageSlot slot)
    {
        var offset = (int)slot.InternalDate.Offset.TotalMinutes + OffsetBias;
        var saved = slot.SaveDate.ToUnixTimeSeconds();
        Invariant.Holds(slot.Id.Value <= IdMask && slot.Thread.Value <= IdMask);
        Invariant.Holds(slot.Size is >= 0 and <= uint.MaxValue && slot.FactsBytes is >= 0 and <= FactsBytesMax);
        Invariant.Holds(saved is >= 0 and <= uint.MaxValue && !slot.ModSeq.IsNone);
        var facts = (ulong)slot.FactsBytes;
        var record = new SlotRecord
        {
            ModSeq = slot.ModSeq.Value,
            Body = slot.Body.Value,
            Id = slot.Id.Value | facts << IdBits,
            Thread = slot.Thread.Value | facts >> 8 << IdBits,
            Flags = facts >> 16 << 63,
            InternalDate = (ulong)(slot.InternalDate.UtcTicks / TimeSpan.TicksPerSecond) | (ulong)offset << SecondsBits,
            SaveDate = (uint)saved,
            Size = (uint)slot.Size,
        };
        record.Set(slot.Flags, slot.Keywords);
        return record;
    }

    /// <summary>Keywords beyond the first 56 are kept elsewhere; that there are some is kept here.</summary>
    public void Set(SystemFlags flags, KeywordBits keywords)
    {
        var more = keywords.Rest.IsEmpty ? 0 : MoreBit;
        Flags = (Flags & (FactsBit | UniqueIdBit)) | keywords.Word | ((ulong)(flags & SystemFlags.All) << IdBits) | more;
    }

    public void SetHasUniqueId() => Flags |= UniqueIdBit;

    public readonly MessageSlot ToSlot(Uid uid, ReadOnlySpan<ushort> moreKeywords)
    {
        var offset = TimeSpan.FromMinutes(InternalOffsetMinutes);
        return new()
        {
            Uid = uid,
            ModSeq = new(ModSeq),
            Flags = System,
            HasUniqueId = HasUniqueId,
            Keywords = moreKeywords.IsEmpty ? KeywordBits.OfWord(Keywords) : KeywordBits.Of(Keywords, moreKeywords),
            InternalDate = new DateTimeOffset(InternalSeconds * TimeSpan.TicksPerSecond, TimeSpan.Zero).ToOffset(offset),
            SaveDate = DateTimeOffset.FromUnixTimeSeconds(SaveDate),
            Size = Size,
            FactsBytes = FactsBytes,
            Id = new(MessageId),
            Thread = new(ThreadId),
            Body = BodyAddress,
        };
    }
}
