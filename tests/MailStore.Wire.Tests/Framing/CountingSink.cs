using System.Buffers;
using MailStore.Wire.Framing;

namespace MailStore.Wire.Tests.Framing;

internal sealed class CountingSink : IOctetSink
{
    public long Count { get; private set; }

    public ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        Count += octets.Length;
        return default;
    }
}
