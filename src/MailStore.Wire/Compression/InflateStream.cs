using System.IO.Compression;
using System.IO.Pipelines;
using MailStore.Wire.Peers;

namespace MailStore.Wire.Compression;

/// <summary>What a peer deflated. A bomb ends the connection: little that becomes very much is nobody's mail.</summary>
internal sealed class InflateStream(PipeReader input) : Stream
{
    /// <summary>Zeros in a quantity that a message may have are nothing to worry about.</summary>
    private const long FreeBytes = 64 * 1024 * 1024;

    /// <summary>Deflate makes at most 1,032 octets of one (RFC 1951); mail is made of three to ten.</summary>
    private const long RatioMax = 200;

    private readonly CountedStream _deflated = new(input);
    private DeflateStream? _source;
    private long _inflatedBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private DeflateStream Source => _source ??= new(_deflated, CompressionMode.Decompress, leaveOpen: true);

    /// <exception cref="ConnectionClosedException">Nothing can be read any more, so there is nobody to talk to.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await Source.ReadAsync(buffer, cancellationToken);
            _inflatedBytes += read;
            return _inflatedBytes <= FreeBytes + (RatioMax * _deflated.ReadBytes)
                ? read
                : throw new ConnectionClosedException("The peer compressed more than mail can be compressed.");
        }
        catch (InvalidDataException damaged)
        {
            throw new ConnectionClosedException("What the peer sent was not deflated.", damaged);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
        // It is read only.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source?.Dispose();
            _deflated.Dispose();
        }

        base.Dispose(disposing);
    }
}
