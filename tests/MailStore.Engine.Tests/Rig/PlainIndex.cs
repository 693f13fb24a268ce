using MailStore.Log.Index;

namespace MailStore.Engine.Tests.Rig;

/// <summary>An index that is a dictionary.</summary>
internal sealed class PlainIndex : IIndexWriter
{
    private readonly Dictionary<IndexKey, byte[]> _records = [];

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

    public void Delete(in IndexKey key) => _records.Remove(key);
}
