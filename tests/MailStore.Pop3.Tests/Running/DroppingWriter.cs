using System.IO.Pipelines;

namespace MailStore.Pop3.Tests.Running;

/// <summary>Takes all and keeps nothing: what it allocates is nothing, so what is left is the session's.</summary>
internal sealed class DroppingWriter : PipeWriter
{
    private readonly byte[] _room = new byte[64 * 1024];

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public long Octets { get; private set; }

    public override void Advance(int bytes) => Octets += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _room;

    public override Span<byte> GetSpan(int sizeHint = 0) => _room;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(new FlushResult(isCanceled: false, isCompleted: false));

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }
}
