namespace MailStore.Log.Index;

/// <summary>Reads metadata records. Any number of threads may read at a time, beside the writer.</summary>
public interface IIndexReader
{
    /// <summary>
    /// Copies the record into the buffer, which grows as it must. False if there is none. What is read is whole: one version
    /// of the record, never a mixture.
    /// </summary>
    bool TryRead(in IndexKey key, IndexBuffer into);
}
