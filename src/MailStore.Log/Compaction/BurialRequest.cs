using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Log.Compaction;

/// <summary>Forgets the dead of a segment that was retired: until then their records say that they are dead.</summary>
internal sealed class BurialRequest(uint segment, LogAddress[] dead) : WriterStep
{
    public static int DeadMax(int frameBytesMax) => (frameBytesMax - FrameHeader.Bytes - RelocationCodec.Head) / RelocationCodec.BuriedBytes;

    public override int BytesHint => RelocationCodec.Head + (dead.Length * RelocationCodec.BuriedBytes);

    protected override void Decide(Batch batch)
    {
        var payload = new byte[BytesHint];
        RelocationCodec.WriteHead(payload, RelocationCodec.Buried, segment);
        var at = RelocationCodec.Head;
        foreach (var body in dead)
        {
            if (batch.Table.IsBuriable(body, segment))
            {
                RelocationCodec.WriteId(payload.AsSpan(at), body);
                at += RelocationCodec.BuriedBytes;
            }
        }

        batch.AppendRelocation(payload.AsSpan(0, at));
    }
}
