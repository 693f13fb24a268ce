using MailStore.Log.Bodies;
using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Volumes;

/// <summary>A large body on its way in: its chunks are appended one by one, among whatever else happens.</summary>
internal sealed class Upload(LedgerOp op, ChunkList chunks)
{
    private readonly byte[] _body = op.Body();

    public LedgerOp Op => op;

    public ChunkList Chunks => chunks;

    public bool IsWhole => chunks.Length == _body.Length;

    public ReadOnlySpan<byte> Next => _body.AsSpan((int)chunks.Length, (int)Math.Min(chunks.ChunkBytes, _body.Length - chunks.Length));
}
