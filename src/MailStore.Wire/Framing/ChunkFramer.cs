using System.IO.Pipelines;

namespace MailStore.Wire.Framing;

/// <summary>BDAT: exactly the announced octets, whatever they look like (RFC 3030 §2).</summary>
public sealed class ChunkFramer(PipeReader input, Limits limits)
{
    private readonly OctetPump _octets = new(input);

    public Limits Limits { get; set; } = limits;

    /// <summary>Octets of the chunk that are still to come, if the sink failed.</summary>
    public ulong Remaining => _octets.Remaining;

    /// <summary>
    /// Ready when all octets have passed, Closed when the peer left before. Abandon, with nothing read, if the chunk is larger than
    /// any that would be taken: its octets come all the same, so all that is left is to close the connection.
    /// </summary>
    public ValueTask<FrameStatus> CopyAsync(ulong size, IOctetSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return BeginAsync(size, sink, cancellation);
    }

    /// <summary>Drops a chunk that was refused: its octets come anyway (RFC 3030 §2).</summary>
    public ValueTask<FrameStatus> DrainAsync(ulong size, CancellationToken cancellation = default) => BeginAsync(size, sink: null, cancellation);

    /// <summary>Drops what a failed copy left.</summary>
    public ValueTask<FrameStatus> DrainRestAsync(CancellationToken cancellation = default) => _octets.RunAsync(sink: null, cancellation);

    private ValueTask<FrameStatus> BeginAsync(ulong size, IOctetSink? sink, CancellationToken cancellation)
    {
        if (size > (ulong)Limits.ChunkBytesMax)
        {
            return new(FrameStatus.Abandon);
        }

        _octets.Remaining = size;
        return _octets.RunAsync(sink, cancellation);
    }
}
