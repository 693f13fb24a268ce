namespace MailStore.Log.Bodies;

/// <summary>A body open for reading. While it is open its octets stay where they are, whatever is expunged or compacted.</summary>
public interface IBodyReader : IDisposable
{
    long Length { get; }

    /// <summary>
    /// Octets from an offset on: as many as fit, and less only at the end. They are checked against their frame's checksum: damage
    /// is a <see cref="Devices.StorageFaultException"/>, never wrong octets.
    /// </summary>
    int Read(long offset, Span<byte> into);
}
