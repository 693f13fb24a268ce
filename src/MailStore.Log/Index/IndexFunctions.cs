using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>What FASTER calls with a record in hand: under the record's lock where another thread might be at it.</summary>
internal sealed class IndexFunctions : FunctionsBase<IndexKey, IndexValue, byte, IndexBuffer?, ReadOutcome?>
{
    private readonly int _roomMax;

    public IndexFunctions(int roomMax)
    {
        _roomMax = roomMax;
    }

    public override bool ConcurrentReader(ref IndexKey key, ref byte input, ref IndexValue value, ref IndexBuffer? dst, ref ReadInfo readInfo) =>
        Copy(ref value, dst);

    public override bool SingleReader(ref IndexKey key, ref byte input, ref IndexValue value, ref IndexBuffer? dst, ref ReadInfo readInfo) =>
        Copy(ref value, dst);

    public override void ReadCompletionCallback(
        ref IndexKey key, ref byte input, ref IndexBuffer? output, ReadOutcome? ctx, Status status, RecordMetadata recordMetadata) =>
        ctx?.Set(status.Found, recordMetadata.Address);

    public override bool SingleWriter(
        ref IndexKey key, ref byte input, ref IndexValue src, ref IndexValue dst, ref IndexBuffer? output, ref UpsertInfo upsertInfo, WriteReason reason)
    {
        IndexValue.Make(ref src, ref dst);
        return true;
    }

    public override bool ConcurrentWriter(
        ref IndexKey key, ref byte input, ref IndexValue src, ref IndexValue dst, ref IndexBuffer? output, ref UpsertInfo upsertInfo)
    {
        if (src.Length <= dst.Room)
        {
            IndexValue.Fill(ref src, ref dst);
            return true;
        }

        // It has outgrown its record and FASTER makes another, of the size that the source now asks for: a chunk that fills
        // message by message is copied a few times and not at each.
        src.AskRoom(Math.Min(_roomMax, src.Length + (src.Length / 4) + 64));
        return false;
    }

    private static bool Copy(ref IndexValue value, IndexBuffer? into)
    {
        into?.Set(IndexValue.Octets(ref value));
        return true;
    }
}
