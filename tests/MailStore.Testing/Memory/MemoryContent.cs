using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

internal sealed class MemoryContent(MemoryBody body) : IMessageContent
{
    public long Length => body.Octets.Length;

    public ReadOnlyMemory<byte> Facts => body.Facts.Octets;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = (int)Math.Min(offset, Length);
        var count = Math.Min(into.Length, (int)Length - start);
        body.Octets.AsMemory(start, count).CopyTo(into);
        return ValueTask.FromResult(count);
    }

    public void Dispose()
    {
        // The octets are the collector's.
    }
}
