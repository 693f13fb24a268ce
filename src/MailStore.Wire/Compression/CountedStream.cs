using System.Buffers;
using System.IO.Pipelines;

namespace MailStore.Wire.Compression;

/// <summary>A pipe to be read as a stream, which knows how much was read.</summary>
internal sealed class CountedStream(PipeReader input) : Stream
{
    public long ReadBytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await input.ReadAsync(cancellationToken);
        if (result.IsCanceled)
        {
            input.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException("The wait for the peer was cancelled.");
        }

        // Its length is not to be asked for once it was given back.
        var length = (int)Math.Min(result.Buffer.Length, buffer.Length);
        var taken = result.Buffer.Slice(0, length);
        taken.CopyTo(buffer.Span);
        input.AdvanceTo(taken.End);
        ReadBytes += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
        // It is read only.
    }
}
