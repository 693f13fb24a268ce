using System.Buffers.Binary;
using System.Text;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>
/// From what lies on disk to a volume that can be served, or one sentence why not. Until all of it is proven nothing is changed;
/// then what was never acknowledged is cut off.
/// </summary>
internal sealed class VolumeRecovery(IStorage storage, IIndexSource indexes, IVolumeState state)
{
    public RecoveredVolume Run()
    {
        var manifests = ManifestFile.Read(storage);
        var newest = manifests[0];
        var segments = ListSegments();
        RecoveredVolume? recovered = null;
        IVolumeIndex? index = null;
        try
        {
            CheckPresent(segments, newest.Durable.Address);
            index = OpenIndex(manifests, out var from);
            recovered = Replay(newest, from, segments, index);
            return recovered;
        }
        finally
        {
            if (recovered is null)
            {
                index?.Dispose();
                segments.Dispose();
            }
        }
    }

    private RecoveredVolume Replay(Manifest manifest, Manifest from, SegmentTable segments, IVolumeIndex index)
    {
        var guard = new FrameGuard(manifest.Identity);
        CheckPresent(segments, from.Checkpoint.Address);
        var bodies = new BodyTable(index);
        var replayer = new Replayer(index, bodies, state);
        JournalEnd end;
        uint epoch;
        using (var scan = new JournalScan(segments, guard, manifest.BlockBytes, from.Checkpoint, from.Epoch))
        {
            while (scan.ReadBatch())
            {
                replayer.Apply(scan);
            }

            end = scan.End;
            epoch = Math.Max(scan.Epoch, manifest.Epoch);
        }

        state.Settle(index);
        bodies.Flush();
        CheckNothingLost(manifest, segments, guard, end, epoch);
        CheckSegments(segments, index, end.Address.Segment);
        var waste = FindWaste(segments, index, manifest);
        Cut(segments, end);
        waste.ForEach(segments.Remove);
        Exports.RemoveUnfinished(storage);
        return new RecoveredVolume(manifest, from, segments, index, end, checked(epoch + 1));
    }

    private SegmentTable ListSegments()
    {
        var segments = new SegmentTable(storage);
        foreach (var name in storage.List())
        {
            if (SegmentName.TryParse(name, out var number))
            {
                using var file = storage.Open(name, WriteMode.ReadOnly);
                segments.Add(number, file.Length, isSealed: true);
            }
        }

        return segments;
    }

    // The checkpoint before the newest is kept for this: a cache that is damaged costs time, not mail.
    private IVolumeIndex OpenIndex(IReadOnlyList<Manifest> manifests, out Manifest from)
    {
        StorageFaultException? first = null;
        foreach (var manifest in manifests)
        {
            from = manifest;
            try
            {
                return manifest.IndexCheckpoint.Length > 0 ? indexes.Open(storage, manifest.IndexCheckpoint)
                    : manifest.Export.Length == 0 ? indexes.Create(storage)
                    : LoadExport(Encoding.UTF8.GetString(manifest.Export), manifest, out from);
            }
            catch (StorageFaultException fault)
            {
                first ??= fault;
            }
        }

        foreach (var export in Exports.Names(storage))
        {
            try
            {
                return LoadExport(export, manifests[0], out from);
            }
            catch (StorageFaultException fault)
            {
                first ??= fault;
            }
        }

        throw new VolumeFaultException($"No checkpoint of the index of {storage.Place} can be read, and no export: restore the volume from a backup or salvage it. {first!.Message}", first);
    }

    // The index as it was then; what came since is replayed.
    private IVolumeIndex LoadExport(string name, Manifest manifest, out Manifest from)
    {
        using var reader = ExportReader.Open(storage, name);
        from = manifest with
        {
            Checkpoint = new JournalEnd(reader.Header.Position, reader.Header.Sequence),
            Epoch = reader.Header.Epoch,
            IndexCheckpoint = [],
        };
        var index = indexes.Create(storage);
        var isLoaded = false;
        try
        {
            reader.LoadInto(index);
            isLoaded = true;
            return index;
        }
        finally
        {
            if (!isLoaded)
            {
                index.Dispose();
            }
        }
    }

    private void CheckPresent(SegmentTable segments, LogAddress end)
    {
        var name = SegmentName.Of(end.Segment);
        if (!segments.TryFind(end.Segment, out var segment))
        {
            throw new VolumeFaultException($"{storage.Place}/{name} is missing: put the file back, restore the volume from a backup or salvage it.");
        }

        if (segment.Length < end.Offset)
        {
            throw new VolumeFaultException($"{storage.Place}/{name} was cut to {segment.Length} octets, and acknowledged mail is lost (the manifest says that it was good to {end.Offset}): restore the volume from a backup or salvage it; nothing was changed.");
        }
    }

    private void CheckNothingLost(Manifest manifest, SegmentTable segments, FrameGuard guard, JournalEnd end, uint epoch)
    {
        if (end.Sequence < manifest.Durable.Sequence)
        {
            throw Lost(end, $"the manifest says that it was good to {manifest.Durable.Address}");
        }

        var proof = LossProof.Find(segments, guard, manifest.BlockBytes, end, epoch);
        if (!proof.IsNone)
        {
            throw Lost(end, $"the batch at {proof} was written when it was still good");
        }
    }

    private VolumeFaultException Lost(JournalEnd end, string proof) =>
        new($"The journal of {storage.Place} is damaged at {end.Address}, and acknowledged mail is lost there ({proof}): restore the volume from a backup or salvage it; nothing was changed.");

    // Each segment that holds anything has a record from its first frame on, and when it was retired, that says so.
    private void CheckSegments(SegmentTable segments, IVolumeIndex index, uint last)
    {
        var buffer = new IndexBuffer();
        var firstCold = LogAddress.ColdSegment(1);
        var endCold = index.TryRead(LogKeys.NextCold, buffer) ? LogAddress.ColdSegment(BinaryPrimitives.ReadUInt32LittleEndian(buffer.Span)) : firstCold;
        foreach (var number in Numbers(1, last + 1).Concat(Numbers(firstCold, endCold)))
        {
            if (!segments.TryFind(number, out _) && index.TryRead(LogKeys.Segment(number), buffer) && !SegmentRecord.Read(buffer.Span).IsRetired)
            {
                CheckPresent(segments, new LogAddress(number, 0));
            }
        }
    }

    // What was retired when its file could not be removed any more, and copies whose relocation was never committed.
    private List<uint> FindWaste(SegmentTable segments, IVolumeIndex index, Manifest manifest)
    {
        var waste = new List<uint>();
        var buffer = new IndexBuffer();
        foreach (var segment in segments.All)
        {
            if (index.TryRead(LogKeys.Segment(segment.Number), buffer))
            {
                if (SegmentRecord.Read(buffer.Span).IsRetired)
                {
                    waste.Add(segment.Number);
                }
            }
            else if (segment.IsCold)
            {
                CheckUnused(segment, index, manifest);
                waste.Add(segment.Number);
            }
        }

        return waste;
    }

    // That no record names it is a reason to doubt the record too: nothing goes that a body is said to lie in.
    private void CheckUnused(Segment segment, IVolumeIndex index, Manifest manifest)
    {
        var buffer = new IndexBuffer();
        using var walker = new SegmentWalker(storage.Open(segment.Name, WriteMode.ReadOnly), segment.Number, new FrameGuard(manifest.Identity), manifest.BlockBytes, segment.Length);
        for (var step = walker.Next(); step != WalkStep.End; step = walker.Next())
        {
            if (step == WalkStep.Frame
                && walker.Header.Type == FrameType.Moved
                && BodyPayload.TryReadMoved(walker.Payload, out var body, out _, out _)
                && index.TryRead(LogKeys.Body(body), buffer)
                && BodyRecord.Read(buffer.Span).Place.Segment == segment.Number)
            {
                throw new VolumeFaultException($"The index of {storage.Place} does not know {segment.Name}, and yet has a body there: restore the volume from a backup or salvage it; nothing was changed.");
            }
        }
    }

    private static IEnumerable<uint> Numbers(uint from, uint end)
    {
        for (var number = from; number < end; number++)
        {
            yield return number;
        }
    }

    private void Cut(SegmentTable segments, JournalEnd end)
    {
        foreach (var segment in segments.All.Where(segment => !segment.IsCold && segment.Number > end.Address.Segment))
        {
            segments.Remove(segment.Number);
        }

        Invariant.Holds(segments.TryFind(end.Address.Segment, out var last));
        if (last.Length != end.Address.Offset)
        {
            using var file = storage.Open(last.Name, WriteMode.Durable);
            file.SetLength(end.Address.Offset);
        }

        last.Length = end.Address.Offset;
        last.IsSealed = false;
    }
}
