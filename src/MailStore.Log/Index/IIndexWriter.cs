namespace MailStore.Log.Index;

/// <summary>Writes metadata records; one thread at a time. It reads what it has written.</summary>
public interface IIndexWriter : IIndexReader
{
    void Put(in IndexKey key, ReadOnlySpan<byte> value);

    void Delete(in IndexKey key);
}
