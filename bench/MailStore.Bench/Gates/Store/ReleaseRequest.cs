using System.Buffers.Binary;
using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Bench.Gates.Store;

/// <summary>Gives up some bodies of one size.</summary>
internal sealed class ReleaseRequest(LogAddress[] bodies, int octets) : VolumeRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int BytesHint => BodiesOnly.HeadBytes + (bodies.Length * sizeof(ulong));

    public Task Done => _done.Task;

    protected override void Decide(IBatch batch)
    {
        var change = new byte[BytesHint];
        change[0] = (byte)'r';
        BinaryPrimitives.WriteInt32LittleEndian(change.AsSpan(1), octets);
        for (var i = 0; i < bodies.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(change.AsSpan(BodiesOnly.HeadBytes + (i * sizeof(ulong))), bodies[i].Value);
            batch.Bodies.Release(bodies[i], octets);
        }

        batch.AppendChange(change);
    }

    protected override void Committed() => _done.SetResult();

    protected override void Failed(Exception fault) => _done.SetException(fault);
}
