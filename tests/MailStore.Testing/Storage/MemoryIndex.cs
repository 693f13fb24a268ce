using System.Collections.Concurrent;
using MailStore.Log.Index;

namespace MailStore.Testing.Storage;

/// <summary>An index without a checkpoint: all of it is replayed. For small volumes and for looking at a journal.</summary>
internal sealed class MemoryIndex : IVolumeIndex
{
    private readonly ConcurrentDictionary<IndexKey, byte[]> _records = new();

    public int Count => _records.Count;

    public bool TryRead(in IndexKey key, IndexBuffer into)
    {
        if (!_records.TryGetValue(key, out var value))
        {
            return false;
        }

        into.Set(value);
        return true;
    }

    public void Put(in IndexKey key, ReadOnlySpan<byte> value) => _records[key] = value.ToArray();

    public void Delete(in IndexKey key) => _records.TryRemove(key, out _);

    public IReadOnlyList<IndexKey> Keys() => [.. _records.Keys.Order()];

    public Task<byte[]> BeginCheckpoint() => Task.FromResult(Array.Empty<byte>());

    public void KeepOnly(IReadOnlyList<byte[]> checkpoints)
    {
    }

    public void Dispose()
    {
    }
}
