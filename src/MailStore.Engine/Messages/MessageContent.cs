using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Bodies;
using MailStore.Log.Devices;

namespace MailStore.Engine.Messages;

/// <summary>A message open for reading: the first octets of its body. Behind them lies what the analyst found.</summary>
/// <param name="closed">Gets it back when it is closed, to open another message of the same view with it.</param>
/// <param name="unreadable">What is thrown when the disk fails.</param>
internal sealed class MessageContent(Action<MessageContent> closed, Func<StorageFaultException, Exception> unreadable) : IMessageContent
{
    private IBodyReader? _body;
    private byte[]? _facts;
    private long _size;
    private bool _isOpen;

    public long Length => _size;

    /// <summary>Of the message that it had open before.</summary>
    public IBodyReader? Closed => _body;

    private IBodyReader Body
    {
        get
        {
            ObjectDisposedException.ThrowIf(!_isOpen, this);
            return _body!;
        }
    }

    public void Open(IBodyReader body, long size) => (_body, _size, _isOpen) = (body, size, true);

    public ReadOnlyMemory<byte> Facts
    {
        get
        {
            var body = Body;
            var length = (int)(body.Length - _size);
            if (_facts is null)
            {
                _facts = ArrayPool<byte>.Shared.Rent(length);
                Invariant.Holds(length == 0 || Read(_size, _facts.AsSpan(0, length)) == length);
            }

            return _facts.AsMemory(0, length);
        }
    }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = (int)Math.Min(into.Length, Math.Max(0, _size - offset));
        return new(count == 0 ? 0 : Read(offset, into.Span[..count]));
    }

    private int Read(long offset, Span<byte> into)
    {
        try
        {
            return Body.Read(offset, into);
        }
        catch (StorageFaultException fault)
        {
            throw unreadable(fault);
        }
    }

    public void Dispose()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        _body!.Dispose();
        if (_facts is not null)
        {
            ArrayPool<byte>.Shared.Return(_facts);
            _facts = null;
        }

        closed(this);
    }
}
