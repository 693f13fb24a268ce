using System.Buffers;
using MailStore.Wire.Framing;

namespace MailStore.Wire.Tests.Framing;

/// <summary>Keeps what it gets, up to a point at which it fails if told so. Reused, it allocates nothing.</summary>
internal sealed class MemorySink(int failsAt = int.MaxValue) : IOctetSink
{
    private readonly ArrayBufferWriter<byte> _written = new(4096);

    public ReadOnlySpan<byte> Written => _written.WrittenSpan;

    public void Clear() => _written.ResetWrittenCount();

    public ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        if (_written.WrittenCount + octets.Length >= failsAt)
        {
            throw new IOException("The device is full.");
        }

        foreach (var segment in octets)
        {
            _written.Write(segment.Span);
        }

        return default;
    }
}
