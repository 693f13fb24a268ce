using MailStore.Log.Index;

namespace MailStore.Log.Operations;

/// <summary>An index that keeps nothing and tells what is put.</summary>
internal sealed class RecordListener(Action<IndexKey, int> record) : IIndexWriter
{
    public bool TryRead(in IndexKey key, IndexBuffer into) => false;

    public void Put(in IndexKey key, ReadOnlySpan<byte> value) => record(key, value.Length);

    public void Delete(in IndexKey key)
    {
    }
}
