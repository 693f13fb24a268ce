using MailStore.Log.Commit;
using MailStore.Log.Recovery;

namespace MailStore.Log.Volumes;

/// <summary>Waits for its turn between two batches, then has a checkpoint made from beginning to end.</summary>
internal sealed class CheckpointRequest(Checkpoints checkpoints) : VolumeRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int BytesHint => 0;

    internal override bool IsFence => true;

    public void Wait() => _done.Task.GetAwaiter().GetResult();

    protected internal override void Decide(IBatch batch) => checkpoints.RunToEnd(isClean: false);

    protected internal override void Committed() => _done.SetResult();

    protected internal override void Failed(Exception fault) => _done.SetException(fault);
}
