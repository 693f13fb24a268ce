namespace MailStore.Mime.Extraction;

/// <summary>The octets of an attachment, which end with the time for them.</summary>
internal sealed class ExtractionSource(byte[] octets, int length, CancellationToken cancellation) : MemoryStream(octets, 0, length, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        return base.Read(buffer);
    }

    public override int ReadByte()
    {
        cancellation.ThrowIfCancellationRequested();
        return base.ReadByte();
    }
}
