using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>
/// Lets go of a segment, unless something lives in it after all or somebody holds it: a reader, a view that still numbers an
/// expunged message, an upload whose chunks lie there.
/// </summary>
internal sealed class RetireRequest(SegmentTable segments, uint segment) : WriterStep
{
    public uint Segment => segment;

    public bool IsRetired { get; private set; }

    protected override void Decide(Batch batch)
    {
        if (!batch.Table.IsEmpty(segment) || !segments.TryFind(segment, out var found) || !found.TryRetire())
        {
            return;
        }

        Span<byte> payload = stackalloc byte[RelocationCodec.Head];
        RelocationCodec.WriteHead(payload, RelocationCodec.Retired, segment);
        batch.AppendRelocation(payload);
        IsRetired = true;
    }
}
