namespace MailStore.Log.Devices;

/// <summary>One file of a volume. Reads may run beside each other and beside a write of other octets.</summary>
public interface IStorageFile : IDisposable
{
    string Name { get; }

    long Length { get; }

    /// <summary>What offset, length and memory address of a durable write must be multiples of; a power of two.</summary>
    int BlockBytes { get; }

    /// <summary>All octets, or a fault. As durable as the mode that the file was opened with says.</summary>
    void Write(long offset, ReadOnlySpan<byte> octets);

    /// <summary>How many octets were read: as many as asked for, unless the file ends before.</summary>
    int Read(long offset, Span<byte> into);

    /// <summary>What was written before is durable when this returns.</summary>
    void Flush();

    /// <summary>Cuts or extends with zeros, durably.</summary>
    void SetLength(long length);
}
