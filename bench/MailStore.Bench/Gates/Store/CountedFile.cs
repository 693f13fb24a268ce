using MailStore.Log.Devices;

namespace MailStore.Bench.Gates.Store;

internal sealed class CountedFile(IStorageFile file, CountedStorage storage) : IStorageFile
{
    public string Name => file.Name;

    public long Length => file.Length;

    public int BlockBytes => file.BlockBytes;

    public void Write(long offset, ReadOnlySpan<byte> octets)
    {
        storage.Count();
        file.Write(offset, octets);
    }

    public int Read(long offset, Span<byte> into) => file.Read(offset, into);

    public void Flush() => file.Flush();

    public void SetLength(long length) => file.SetLength(length);

    public void Dispose() => file.Dispose();
}
