using MailStore.Engine.Changes;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>Part of a large body, appended while the rest is still on its way. Nobody refers to it until the message is made. Used again once its outcome was taken.</summary>
internal sealed class ChunkRequest : CommitRequest<bool>
{
    private ChunkList? _chunks;
    private ReadOnlyMemory<byte> _octets;

    public override int BytesHint => _octets.Length;

    public ChunkRequest Begin(ChunkList chunks, ReadOnlyMemory<byte> octets)
    {
        (_chunks, _octets) = (chunks, octets);
        return this;
    }

    protected override void Decide(IBatch batch)
    {
        batch.AppendChunk(_chunks!, _octets.Span);
        Outcome = true;
    }
}
