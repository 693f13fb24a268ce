using System.Buffers.Binary;
using MailStore.Log.Bodies;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>
/// Garbage collection of sealed segments, in any order. What lives in a group of victims is copied into a segment of the cold
/// generation, which is made durable; then the writer says in the journal where the bodies lie now, and readers find them there;
/// then the victims are retired, and when a checkpoint holds that, their files go. A crash at any point leaves waste, never a
/// lost body or two of one: only the relocation counts, and it is in the journal or it is not.
/// </summary>
internal sealed class Collector(VolumeParts parts)
{
    private const int StepBytes = 1024 * 1024;
    private readonly IndexBuffer _buffer = new();
    private readonly HashSet<uint> _damaged = [];
    private uint _lastCold;

    /// <summary>What was done so far.</summary>
    public CollectorTotals Totals { get; } = new();

    /// <summary>Sealed segments, and how much of each is still needed.</summary>
    public List<SegmentUse> Census()
    {
        var sealedOnes = parts.Segments.All.Where(segment => segment.IsSealed).ToList();
        var uses = new List<SegmentUse>();
        foreach (var segment in sealedOnes)
        {
            if (TryRecord(segment.Number, out var record) && !record.IsRetired)
            {
                var age = sealedOnes.Count(other => other.IsCold == segment.IsCold && other.Number > segment.Number);
                uses.Add(new SegmentUse(segment.Number, segment.IsCold, segment.Length, record.LiveOctets, age));
            }
        }

        return uses;
    }

    /// <summary>What lives in the segment that is written to.</summary>
    public long LiveInYoungest() => parts.Segments.All.Where(segment => !segment.IsSealed).Sum(segment => TryRecord(segment.Number, out var record) ? record.LiveOctets : 0);

    /// <summary>Collects what is worth it.</summary>
    public IEnumerable<WorkStep> Run()
    {
        var victims = VictimChoice.Choose(Census()).Where(victim => MayGo(victim.Segment)).ToList();
        for (var first = 0; first < victims.Count;)
        {
            var count = 1;
            for (var live = victims[first].Live; first + count < victims.Count && live + victims[first + count].Live <= parts.ColdSegmentBytes; count++)
            {
                live += victims[first + count].Live;
            }

            foreach (var step in Collect([.. victims.Skip(first).Take(count).Select(victim => victim.Segment)]))
            {
                yield return step;
            }

            first += count;
        }
    }

    /// <summary>Collects these segments into cold ones.</summary>
    public IEnumerable<WorkStep> Collect(IReadOnlyList<uint> victims)
    {
        var dead = new Dictionary<uint, List<LogAddress>>();
        ColdWriter? cold = null;
        BodyCopier? copier = null;
        try
        {
            foreach (var victim in victims)
            {
                dead[victim] = [];
                foreach (var (body, place, bytes) in LiveIn(victim, dead[victim]))
                {
                    if (place.IsNone)
                    {
                        yield return WorkStep.Moved(bytes);
                        continue;
                    }

                    if (copier?.Has(body) == true)
                    {
                        continue;
                    }

                    if (cold is null)
                    {
                        cold = new ColdWriter(parts.Segments.Storage, NextCold(), parts.Guard, parts.BlockBytes, parts.Epoch);
                        copier = new BodyCopier(parts, cold);
                    }

                    var before = cold.Length;
                    copier!.Copy(body, place);
                    yield return WorkStep.Moved(cold.Length - before);
                    if (cold.Length >= parts.ColdSegmentBytes)
                    {
                        foreach (var step in Relocate(cold, copier))
                        {
                            yield return step;
                        }

                        (cold, copier) = Closed(cold, copier);
                    }
                }
            }

            if (cold is not null)
            {
                foreach (var step in Relocate(cold, copier!))
                {
                    yield return step;
                }
            }
        }
        finally
        {
            Closed(cold, copier);
        }

        foreach (var step in Retire(dead))
        {
            yield return step;
        }
    }

    /// <summary>Bodies whose place is in the segment, or that have chunks there. An entry without a place is a pause.</summary>
    private IEnumerable<(LogAddress Body, LogAddress Place, long Bytes)> LiveIn(uint segment, List<LogAddress> dead)
    {
        using var pin = parts.Segments.TryPin(segment, out var held) ? held : null;
        if (pin is null || !parts.Segments.TryFind(segment, out var found))
        {
            yield break;
        }

        using (var walker = new SegmentWalker(parts.Segments.Storage.Open(found.Name, WriteMode.ReadOnly), segment, parts.Guard, parts.BlockBytes, found.Length))
        {
            var paused = 0L;
            for (var step = walker.Next(); step != WalkStep.End; step = walker.Next())
            {
                if (step == WalkStep.Damage)
                {
                    _damaged.Add(segment);
                }
                else if (BodyOf(walker) is { IsNone: false } body)
                {
                    var record = RecordOf(body);
                    if (record.Place != walker.Address)
                    {
                        continue;
                    }

                    if (record.References > 0)
                    {
                        yield return (body, record.Place, 0);
                    }
                    else
                    {
                        dead.Add(body);
                    }
                }

                if (walker.Position - paused >= StepBytes)
                {
                    yield return (default, LogAddress.None, walker.Position - paused);
                    paused = walker.Position;
                }
            }
        }

        // Chunks do not know whose they are; maps that lie elsewhere do.
        foreach (var body in TryRecord(segment, out var owner) ? owner.ChunkedBodies : [])
        {
            if (RecordOf(body) is { References: > 0 } record && record.Place.Segment != segment && record.Runs.Any(run => run.Segment == segment))
            {
                yield return (body, record.Place, 0);
            }
        }
    }

    private IEnumerable<WorkStep> Relocate(ColdWriter cold, BodyCopier copier)
    {
        cold.Finish();
        Totals.CopiedOctets += cold.Length;
        var requests = copier.Moves.Chunk(RelocationRequest.MovesMax(parts.FrameBytesMax))
            .Select(moves => new RelocationRequest(parts.Segments, cold.Segment, cold.Length, moves))
            .ToList();
        foreach (var step in Await(requests))
        {
            yield return step;
        }

        Totals.MovedBodies += requests.Sum(request => request.Moved);
    }

    private IEnumerable<WorkStep> Retire(Dictionary<uint, List<LogAddress>> dead)
    {
        var requests = dead.Keys.Where(MayGo).Select(segment => new RetireRequest(parts.Segments, segment)).ToList();
        foreach (var step in Await(requests))
        {
            yield return step;
        }

        var retired = requests.Where(request => request.IsRetired).Select(request => request.Segment).ToList();
        if (retired.Count == 0)
        {
            yield break;
        }

        var burials = retired.SelectMany(segment => dead[segment].Chunk(BurialRequest.DeadMax(parts.FrameBytesMax)).Select(some => new BurialRequest(segment, some)));
        foreach (var step in Await(burials.ToList()).Concat(new CheckpointWait(parts).Run(rounds: 2)))
        {
            yield return step;
        }

        foreach (var segment in retired)
        {
            Totals.FreedOctets += parts.Segments.TryFind(segment, out var found) ? found.Length : 0;
            Totals.RemovedSegments++;
            parts.Segments.Remove(segment);
            yield return WorkStep.Moved(0);
        }
    }

    // All at once, so that they share a batch.
    private IEnumerable<WorkStep> Await(IReadOnlyList<WriterStep> requests)
    {
        foreach (var request in requests)
        {
            while (!parts.Submit(request))
            {
                if (parts.Fault() is { } fault)
                {
                    throw new InvalidOperationException("The volume closed under the collector.", fault);
                }

                yield return WorkStep.Waiting;
            }
        }

        foreach (var request in requests)
        {
            while (!request.IsDone)
            {
                yield return WorkStep.Waiting;
            }
        }
    }

    /// <summary>A segment of the journal holds changes too: as long as anybody might replay it, it stays.</summary>
    private bool MayGo(uint segment) =>
        !_damaged.Contains(segment) && (new LogAddress(segment, 0).IsCold || segment < parts.ReplayFloor.Segment);

    private static LogAddress BodyOf(SegmentWalker walker) => walker.Header.Type switch
    {
        FrameType.Body or FrameType.BodyMap => walker.Address,
        FrameType.Moved when BodyPayload.TryReadMoved(walker.Payload, out var body, out _, out _) => body,
        _ => LogAddress.None,
    };

    private BodyRecord RecordOf(LogAddress body) =>
        parts.Index.TryRead(LogKeys.Body(body), _buffer) ? BodyRecord.Read(_buffer.Span) : BodyRecord.Fresh(body);

    private bool TryRecord(uint segment, out SegmentRecord record)
    {
        var isThere = parts.Index.TryRead(LogKeys.Segment(segment), _buffer);
        record = isThere ? SegmentRecord.Read(_buffer.Span) : new SegmentRecord();
        return isThere;
    }

    private uint NextCold()
    {
        var next = parts.Index.TryRead(LogKeys.NextCold, _buffer) ? BinaryPrimitives.ReadUInt32LittleEndian(_buffer.Span) : 1;
        _lastCold = Math.Max(next, _lastCold + 1);
        return LogAddress.ColdSegment(_lastCold);
    }

    private static (ColdWriter?, BodyCopier?) Closed(ColdWriter? cold, BodyCopier? copier)
    {
        copier?.Dispose();
        cold?.Dispose();
        return default;
    }
}
