using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// What the index holds of a body that is not as it was appended: <c>references u32 | runs u32 | place u64 | runs</c>. No record:
/// one reference, and it lies where its id says. A body of chunks has its record from the start, with the octets that it has
/// in each segment: so its death is booked without reading its map.
/// </summary>
internal readonly record struct BodyRecord(uint References, LogAddress Place, SegmentRun[] Runs)
{
    private const int Head = 16;
    private const int RunBytes = 12;

    public int Bytes => Head + (Runs.Length * RunBytes);

    public static BodyRecord Fresh(LogAddress body) => new(1, body, []);

    public static BodyRecord Read(ReadOnlySpan<byte> value)
    {
        var runs = new SegmentRun[BinaryPrimitives.ReadUInt32LittleEndian(value[4..])];
        for (var i = 0; i < runs.Length; i++)
        {
            var run = value.Slice(Head + (i * RunBytes), RunBytes);
            runs[i] = new SegmentRun(BinaryPrimitives.ReadUInt32LittleEndian(run), BinaryPrimitives.ReadInt64LittleEndian(run[4..]));
        }

        return new BodyRecord(BinaryPrimitives.ReadUInt32LittleEndian(value), new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(value[8..])), runs);
    }

    public void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(into, References);
        BinaryPrimitives.WriteUInt32LittleEndian(into[4..], (uint)Runs.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(into[8..], Place.Value);
        for (var i = 0; i < Runs.Length; i++)
        {
            var run = into.Slice(Head + (i * RunBytes), RunBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(run, Runs[i].Segment);
            BinaryPrimitives.WriteInt64LittleEndian(run[4..], Runs[i].Octets);
        }
    }

    public bool Equals(BodyRecord other) =>
        References == other.References && Place == other.Place && Runs.AsSpan().SequenceEqual(other.Runs);

    public override int GetHashCode() => HashCode.Combine(References, Place, MemoryMarshal.AsBytes(Runs.AsSpan()).Length);
}
