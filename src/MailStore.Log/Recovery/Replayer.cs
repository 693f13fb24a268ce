using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>Does again what frames did: to the index, to the bodies, and through the engine to its own records.</summary>
internal sealed class Replayer(IIndexWriter index, BodyTable bodies, IVolumeState state) : IReplay
{
    public IIndexWriter Index => index;

    public IBodyTable Bodies => bodies;

    public long BodyBytes { get; private set; }

    public void Apply(JournalScan scan)
    {
        foreach (var frame in scan.Frames)
        {
            Apply(frame, scan.Payload(frame));
        }
    }

    /// <summary>A change whose body was accounted for elsewhere.</summary>
    public void Replay(LogAddress address, ReadOnlySpan<byte> change, long bodyBytes)
    {
        BodyBytes = bodyBytes;
        state.Replay(address, change, this);
    }

    public void Apply(in ScannedFrame frame, ReadOnlySpan<byte> payload)
    {
        BodyBytes = 0;
        switch (frame.Header.Type)
        {
            case FrameType.Change:
                state.Replay(frame.Address, payload, this);
                break;
            case FrameType.Body:
                Checked(BodyPayload.TryReadBody(payload, out var change, out var octets), frame);
                BodyBytes = payload[octets].Length;
                bodies.Appended(frame.Address, BodyBytes);
                state.Replay(frame.Address, payload[change], this);
                break;
            case FrameType.BodyMap:
                Checked(BodyPayload.TryReadMap(payload, out var changeOfMap, out var chunks), frame);
                BodyBytes = chunks!.Length;
                bodies.Appended(frame.Address, chunks);
                state.Replay(frame.Address, payload[changeOfMap], this);
                break;
            case FrameType.Epoch:
                if (frame.Address.Offset == 0)
                {
                    bodies.Begun(frame.Address.Segment);
                }

                break;
            case FrameType.Relocation:
                Checked(RelocationCodec.TryApply(payload, bodies), frame);
                break;
            case FrameType.Chunk:
            case FrameType.Footer:
                break;
            default:
                throw new VolumeFaultException($"{SegmentName.Of(frame.Address.Segment)} at {frame.Address.Offset} holds a frame of type {(int)frame.Header.Type}, which this version does not know: open the volume with the version that wrote it, or a newer one.");
        }
    }

    private static void Checked(bool isRead, in ScannedFrame frame)
    {
        if (!isRead)
        {
            throw new VolumeFaultException($"{SegmentName.Of(frame.Address.Segment)} at {frame.Address.Offset} holds a body that contradicts itself: restore the volume from a backup or salvage it.");
        }
    }
}
