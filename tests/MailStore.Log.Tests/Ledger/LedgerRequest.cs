using MailStore.Log.Commit;
using Xunit;

namespace MailStore.Log.Tests.Ledger;

/// <summary>Does what it is given, and remembers what it was told.</summary>
internal sealed class LedgerRequest(Action<IBatch> decide, int bytesHint = 256) : VolumeRequest
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int BytesHint => bytesHint;

    public bool IsCommitted { get; private set; }

    public Exception? Fault { get; private set; }

    public Task Told => _told.Task;

    protected internal override void Decide(IBatch batch) => decide(batch);

    protected internal override void Committed()
    {
        Assert.False(_told.Task.IsCompleted);
        IsCommitted = true;
        _told.SetResult();
    }

    protected internal override void Failed(Exception fault)
    {
        Assert.False(_told.Task.IsCompleted);
        Fault = fault;
        _told.SetResult();
    }
}
