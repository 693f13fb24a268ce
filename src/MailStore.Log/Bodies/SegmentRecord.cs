using System.Buffers.Binary;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// What the index holds of a segment: <c>live octets i64, -1 = retired | id u64 of each body with chunks in it</c>. A record
/// without its file is a lost segment, unless it was retired.
/// </summary>
internal sealed class SegmentRecord
{
    private const int Head = 8;
    private const long RetiredOctets = -1;

    public long LiveOctets { get; set; }

    /// <summary>Chunks say nothing of whose they are. These bodies' maps do.</summary>
    public List<LogAddress> ChunkedBodies { get; } = [];

    /// <summary>Nobody needs it any more: its file goes, or has gone. The record stays as the proof that it may.</summary>
    public bool IsRetired => LiveOctets == RetiredOctets;

    public int Bytes => Head + (ChunkedBodies.Count * sizeof(ulong));

    public static SegmentRecord Read(ReadOnlySpan<byte> value)
    {
        var record = new SegmentRecord { LiveOctets = BinaryPrimitives.ReadInt64LittleEndian(value) };
        for (var at = Head; at < value.Length; at += sizeof(ulong))
        {
            record.ChunkedBodies.Add(new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(value[at..])));
        }

        return record;
    }

    public void Retire()
    {
        LiveOctets = RetiredOctets;
        ChunkedBodies.Clear();
    }

    public void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, LiveOctets);
        for (var i = 0; i < ChunkedBodies.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(into[(Head + (i * sizeof(ulong)))..], ChunkedBodies[i].Value);
        }
    }
}
