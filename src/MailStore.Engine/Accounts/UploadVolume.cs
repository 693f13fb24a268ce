using MailStore.Abstractions.Accounts;
using MailStore.Log.Bodies;

namespace MailStore.Engine.Accounts;

/// <summary>One of the volumes that a body goes to, and the chunks that it has there.</summary>
internal sealed class UploadVolume(IAccountHost host) : IDisposable
{
    private ChunkList? _chunks;

    public IAccountHost Host => host;

    public bool HasChunks => _chunks is not null;

    public ChunkList Chunks => _chunks ??= new(host.ChunkBytes);

    /// <summary>The volumes that accounts live in, each once: one, nearly always.</summary>
    public static UploadVolume[] Of(IReadOnlyList<(IAccountHost Host, AccountId Account)> accounts) => accounts.Count == 1
        ? [new(accounts[0].Host)]
        : [.. accounts.Select(account => account.Host).Distinct().Select(host => new UploadVolume(host))];

    /// <summary>The body is committed or given up.</summary>
    public void Dispose() => _chunks?.Dispose();
}
