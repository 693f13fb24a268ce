using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Wire.Framing;

namespace MailStore.Wire.Peers;

/// <summary>Gives the client its time anew with each piece: a large message may take long, a silent client may not.</summary>
public sealed class TimedSink(IOctetSink sink, Patience patience) : IOctetSink
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        patience.End();
        await sink.WriteAsync(octets, CancellationToken.None);
        patience.Begin();
    }
}
