using MailStore.Log.Bodies;

namespace MailStore.Engine.Accounts;

/// <summary>One of the volumes that a body goes to, and the chunks that it has there.</summary>
internal sealed class UploadVolume(IAccountHost host) : IDisposable
{
    private ChunkList? _chunks;

    public IAccountHost Host => host;

    public bool HasChunks => _chunks is not null;

    public ChunkList Chunks => _chunks ??= new(host.ChunkBytes);

    /// <summary>The body is committed or given up.</summary>
    public void Dispose() => _chunks?.Dispose();
}
