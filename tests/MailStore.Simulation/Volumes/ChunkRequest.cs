using MailStore.Log.Commit;

namespace MailStore.Simulation.Volumes;

internal sealed class ChunkRequest(Upload upload) : VolumeRequest
{
    public bool IsOpen { get; private set; } = true;

    public override int BytesHint => upload.Next.Length + 64;

    protected internal override void Decide(IBatch batch) => batch.AppendChunk(upload.Chunks, upload.Next);

    protected internal override void Committed() => IsOpen = false;

    protected internal override void Failed(Exception fault) => IsOpen = false;
}
