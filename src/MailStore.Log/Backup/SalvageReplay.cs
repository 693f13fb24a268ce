using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>
/// Does again what the frames say that are left, in their order. A change that cannot be done since what it builds on is lost is
/// reported and left out; its part of the index too.
/// </summary>
internal sealed class SalvageReplay(IVolumeIndex index, IVolumeState state, SalvageReport report)
{
    private readonly IndexOverlay _overlay = new(index);
    private readonly IndexBuffer _buffer = new();
    private readonly List<(ScannedFrame Frame, byte[] Payload)> _unit = [];
    private BodyTable? _bodies;
    private uint _begun;
    private Replayer? _replayer;

    private BodyTable Bodies => _bodies ??= new BodyTable(_overlay);

    private Replayer Replayer => _replayer ??= new Replayer(_overlay, Bodies, state);

    /// <summary>Takes a frame of the journal. Several that are one unit take effect when the last of them is there.</summary>
    public void Take(SegmentWalker walker)
    {
        if (walker.Missing > 0)
        {
            Flush();
        }

        var frame = new ScannedFrame(walker.Address, walker.Header);
        if (walker.Header.EndsUnit && _unit.Count == 0)
        {
            Apply(frame, walker.Payload);
            return;
        }

        _unit.Add((frame, walker.Payload.ToArray()));
        if (walker.Header.EndsUnit)
        {
            Flush();
        }
    }

    /// <summary>What follows is lost: what is there of a unit is worth more than nothing.</summary>
    public void Flush()
    {
        foreach (var (frame, payload) in _unit)
        {
            Apply(frame, payload);
        }

        _unit.Clear();
    }

    /// <summary>Something is in this segment.</summary>
    public void Begin(uint segment)
    {
        if (segment == _begun)
        {
            return;
        }

        _begun = segment;
        if (new LogAddress(segment, 0).IsCold)
        {
            Bodies.BegunCold(segment);
        }
        else if (!_overlay.TryRead(LogKeys.Segment(segment), _buffer))
        {
            Bodies.Begun(segment);
        }

        Bodies.Flush();
        _overlay.Apply();
    }

    /// <summary>A body whose first frame is gone: its copy says what came with it.</summary>
    /// <param name="head">Of the copy's payload.</param>
    public void TakeMoved(in MovedBody moved, ReadOnlySpan<byte> head)
    {
        var isMap = BodyPayload.TypeOfMoved(head) == FrameType.BodyMap;
        var payload = head[BodyPayload.MovedHead..];
        Range change;
        Invariant.Holds(isMap ? BodyPayload.TryReadMap(payload, out change, out _) : BodyPayload.TryReadBody(payload, out change, out _));
        report.Changes++;
        try
        {
            Bodies.Recovered(moved.Body, moved.Place, moved.Octets, isMap);
            Replayer.Replay(moved.Body, payload[change], moved.Octets);
            _overlay.Apply();
        }
        catch (Exception fault) when (IsContradiction(fault))
        {
            Refuse(FrameType.Moved, moved.Body, fault);
        }
    }

    /// <summary>Where a body lies whose place is gone; others are left alone.</summary>
    public void Reconcile(LogAddress body, LogAddress place, SegmentTable segments)
    {
        if (_overlay.TryRead(LogKeys.Body(body), _buffer) && BodyRecord.Read(_buffer.Span) is { References: > 0 } record && !segments.TryFind(record.Place.Segment, out _))
        {
            var octets = record.Runs.Length == 0 ? 0 : record.Runs.Sum(run => run.Octets);
            Bodies.TryRelocate(new BodyMove(body, record.Place, place, octets));
        }
    }

    /// <summary>Segments that should be there.</summary>
    public bool IsNeeded(uint segment) => _overlay.TryRead(LogKeys.Segment(segment), _buffer) && !SegmentRecord.Read(_buffer.Span).IsRetired;

    /// <summary>The index holds all of it.</summary>
    public void Finish()
    {
        _unit.Clear();
        state.Settle(_overlay);
        Bodies.Flush();
        _overlay.Apply();
    }

    private void Apply(ScannedFrame frame, ReadOnlySpan<byte> payload)
    {
        if (frame.Header.Type is FrameType.Lost or FrameType.Epoch or FrameType.Chunk)
        {
            return;
        }

        report.Changes++;
        try
        {
            Replayer.Apply(frame, payload);
            _overlay.Apply();
        }
        catch (Exception fault) when (IsContradiction(fault))
        {
            Refuse(frame.Header.Type, frame.Address, fault);
        }
    }

    // What a replay says when the state is not as it was when the frame was written. A fault of the disk is none of them.
    private static bool IsContradiction(Exception fault) =>
        fault is InvalidOperationException or InvalidDataException or ArgumentException or KeyNotFoundException or IndexOutOfRangeException or VolumeFaultException;

    private void Refuse(FrameType type, LogAddress address, Exception fault)
    {
        _overlay.Clear();

        // Where bodies were moved to is known from the copies too.
        if (type != FrameType.Relocation)
        {
            report.Add(new SalvageLoss(SegmentName.Of(address.Segment), address.Offset, address.Offset, $"a change builds on what is lost and was left out ({fault.Message})"));
        }
    }
}
