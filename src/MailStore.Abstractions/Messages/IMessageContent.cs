namespace MailStore.Abstractions.Messages;

/// <summary>A message open for reading. It stays readable until it is disposed of, whatever happens to the message meanwhile.</summary>
public interface IMessageContent : IDisposable
{
    long Length { get; }

    /// <summary>What <see cref="IMessageAnalyst"/> said of the message at delivery; empty if nothing.</summary>
    ReadOnlyMemory<byte> Facts { get; }

    /// <summary>Octets from an offset on: as many as fit, less only at the end of the message.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> into, CancellationToken cancellation = default);
}
