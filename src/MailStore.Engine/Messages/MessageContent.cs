using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Bodies;

namespace MailStore.Engine.Messages;

/// <summary>A message open for reading: the first octets of its body. Behind them lies what the analyst found.</summary>
internal sealed class MessageContent(IBodyReader body, long size) : IMessageContent
{
    private byte[]? _facts;

    public long Length => size;

    public ReadOnlyMemory<byte> Facts
    {
        get
        {
            var length = (int)(body.Length - size);
            if (_facts is null)
            {
                _facts = ArrayPool<byte>.Shared.Rent(length);
                Invariant.Holds(length == 0 || body.Read(size, _facts.AsSpan(0, length)) == length);
            }

            return _facts.AsMemory(0, length);
        }
    }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = (int)Math.Min(into.Length, Math.Max(0, size - offset));
        return new(count == 0 ? 0 : body.Read(offset, into.Span[..count]));
    }

    public void Dispose()
    {
        body.Dispose();
        if (_facts is not null)
        {
            ArrayPool<byte>.Shared.Return(_facts);
            _facts = null;
        }
    }
}
