using System.Buffers.Binary;
using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Bench.Gates.Store;

/// <summary>A state that knows bodies and nothing about them: a change is an "a", or an "r" and what is released.</summary>
internal sealed class BodiesOnly : IVolumeState
{
    public const int HeadBytes = 5;

    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
        if (change[0] != (byte)'r')
        {
            return;
        }

        var octets = BinaryPrimitives.ReadInt32LittleEndian(change[1..]);
        for (var rest = change[HeadBytes..]; !rest.IsEmpty; rest = rest[sizeof(ulong)..])
        {
            replay.Bodies.Release(new LogAddress(BinaryPrimitives.ReadUInt64LittleEndian(rest)), octets);
        }
    }

    public void Publish()
    {
    }

    public void Closed(Exception fault)
    {
    }
}
