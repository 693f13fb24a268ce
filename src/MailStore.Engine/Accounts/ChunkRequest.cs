using MailStore.Engine.Changes;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>Part of a large body, appended while the rest is still on its way. Nobody refers to it until the message is made.</summary>
internal sealed class ChunkRequest(ChunkList chunks, ReadOnlyMemory<byte> octets) : CommitRequest<bool>
{
    public override int BytesHint => octets.Length;

    protected override void Decide(IBatch batch)
    {
        batch.AppendChunk(chunks, octets.Span);
        Outcome = true;
    }
}
