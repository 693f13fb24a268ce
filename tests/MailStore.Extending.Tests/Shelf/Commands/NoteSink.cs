using System.Buffers;
using MailStore.Wire.Framing;

namespace MailStore.Extending.Tests.Shelf.Commands;

/// <summary>Counts a note's octets, as a server would write them to a file: piece by piece, never as a whole.</summary>
internal sealed class NoteSink : IOctetSink
{
    public long Length { get; private set; }

    public ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        Length += octets.Length;
        return ValueTask.CompletedTask;
    }
}
