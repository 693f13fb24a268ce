using System.Buffers;

namespace MailStore.Wire.Framing;

/// <summary>Where octets go that never become part of a frame: message bodies.</summary>
public interface IOctetSink
{
    /// <summary>Takes the octets, which are lent until the task completes. The peer is not read before that: slow sinks slow the sender down.</summary>
    ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation);
}
