using System.Buffers.Binary;
using System.Collections.Concurrent;
using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Log.Tests.Ledger;

/// <summary>An index in memory with checkpoints in files: no threads, so a simulation replays.</summary>
internal sealed class SavedIndex(IStorage storage, long number) : IVolumeIndex
{
    private readonly ConcurrentDictionary<IndexKey, byte[]> _records = new();
    private long _number = number;

    public static SavedIndex Load(IStorage storage, ReadOnlySpan<byte> checkpoint)
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(checkpoint);
        var index = new SavedIndex(storage, number);
        using var file = storage.Open(NameOf(number), WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        file.Read(0, octets);
        for (ReadOnlySpan<byte> rest = octets; !rest.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[16..]);
            var key = new IndexKey(BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            index._records[key] = rest.Slice(20, length).ToArray();
            rest = rest[(20 + length)..];
        }

        return index;
    }

    public bool TryRead(in IndexKey key, IndexBuffer into)
    {
        var isThere = _records.TryGetValue(key, out var value);
        if (isThere)
        {
            into.Set(value);
        }

        return isThere;
    }

    public void Put(in IndexKey key, ReadOnlySpan<byte> value) => _records[key] = value.ToArray();

    public void Delete(in IndexKey key) => _records.TryRemove(key, out _);

    public IReadOnlyList<IndexKey> Keys() => [.. _records.Keys.Order()];

    public Task<byte[]> BeginCheckpoint()
    {
        var octets = new List<byte>();
        foreach (var (key, value) in _records.OrderBy(pair => pair.Key))
        {
            octets.AddRange(BitConverter.GetBytes(key.Space));
            octets.AddRange(BitConverter.GetBytes(key.Item));
            octets.AddRange(BitConverter.GetBytes(value.Length));
            octets.AddRange(value);
        }

        _number++;
        if (storage.Exists(NameOf(_number)))
        {
            storage.Delete(NameOf(_number));
        }

        using var file = storage.Create(NameOf(_number), WriteMode.Buffered);
        file.Write(0, octets.ToArray());
        file.Flush();
        return Task.FromResult(BitConverter.GetBytes(_number));
    }

    public void KeepOnly(IReadOnlyList<byte[]> checkpoints)
    {
        var kept = checkpoints.Where(checkpoint => checkpoint.Length > 0).Select(checkpoint => NameOf(BitConverter.ToInt64(checkpoint))).ToHashSet();
        foreach (var name in storage.List().Where(name => name.StartsWith("m-", StringComparison.Ordinal) && !kept.Contains(name)))
        {
            storage.Delete(name);
        }
    }

    public void Dispose()
    {
    }

    private static string NameOf(long number) => $"m-{number}";
}
