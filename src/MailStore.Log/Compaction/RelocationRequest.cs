using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>Says where bodies were copied to. Those that died or moved meanwhile are left out: their copies are waste.</summary>
/// <param name="segments">They get to know the cold segment, before any record leads a reader there.</param>
/// <param name="length">Of the cold segment.</param>
internal sealed class RelocationRequest(SegmentTable segments, uint cold, long length, BodyMove[] moves) : WriterStep
{
    public static int MovesMax(int frameBytesMax) => (frameBytesMax - FrameHeader.Bytes - RelocationCodec.Head) / RelocationCodec.MoveBytes;

    public override int BytesHint => RelocationCodec.Head + (moves.Length * RelocationCodec.MoveBytes);

    /// <summary>Bodies that lie there now.</summary>
    public int Moved { get; private set; }

    protected override void Decide(Batch batch)
    {
        if (!segments.TryFind(cold, out _))
        {
            segments.Add(cold, length, isSealed: true);
        }

        var payload = new byte[BytesHint];
        RelocationCodec.WriteHead(payload, RelocationCodec.Moves, cold);
        var at = RelocationCodec.Head;
        foreach (var move in moves)
        {
            if (batch.Table.IsMovable(move))
            {
                RelocationCodec.WriteMove(payload.AsSpan(at), move);
                at += RelocationCodec.MoveBytes;
                Moved++;
            }
        }

        batch.AppendRelocation(payload.AsSpan(0, at));
    }
}
