using System.IO.Compression;
using System.IO.Pipelines;

namespace MailStore.Wire.Compression;

/// <summary>Gathers what is written, deflates it when it is flushed, and says what became of it in the pipe beneath.</summary>
internal sealed class DeflateWriter(DeflateStream deflate, PipeWriter output) : PipeWriter
{
    private static readonly OperationCanceledException s_dropped = new("Nobody waits for what was not flushed.");

    private readonly PipeWriter _gathered = Create(deflate, new(leaveOpen: true));

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _gathered.UnflushedBytes;

    public override void Advance(int bytes) => _gathered.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _gathered.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _gathered.GetSpan(sizeHint);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    /// <summary>What was not flushed is dropped: to write it would be to wait, here and now, for a peer that may never read.</summary>
    public override void Complete(Exception? exception = null) => _gathered.Complete(exception ?? s_dropped);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await _gathered.FlushAsync(cancellationToken);

        // That the peer is gone is known to the pipe alone.
        return await output.FlushAsync(cancellationToken);
    }
}
