using MailStore.Log.Commit;

namespace MailStore.Simulation.Volumes;

internal sealed class ChunkRequest(Upload upload) : VolumeRequest
{
    public bool IsOpen { get; private set; } = true;

    public override int BytesHint => upload.Next.Length + 64;

    protected override void Decide(IBatch batch) => batch.AppendChunk(upload.Chunks, upload.Next);

    protected override void Committed() => IsOpen = false;

    protected override void Failed(Exception fault) => IsOpen = false;
}
