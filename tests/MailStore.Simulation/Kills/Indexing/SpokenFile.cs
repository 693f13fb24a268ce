using MailStore.Log.Devices;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>A file of a <see cref="SpokenStorage"/>.</summary>
internal sealed class SpokenFile(IStorageFile inner, Action<string> say) : IStorageFile
{
    public string Name => inner.Name;

    public long Length => inner.Length;

    public int BlockBytes => inner.BlockBytes;

    public void Write(long offset, ReadOnlySpan<byte> octets)
    {
        say($"write {Name}");
        inner.Write(offset, octets);
    }

    public int Read(long offset, Span<byte> into) => inner.Read(offset, into);

    public void Flush()
    {
        say($"flush {Name}");
        inner.Flush();
    }

    public void SetLength(long length) => inner.SetLength(length);

    public void Dispose()
    {
        say($"close {Name}");
        inner.Dispose();
    }
}
