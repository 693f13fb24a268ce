using MailStore.Log.Backup;
using MailStore.Log.Bodies;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Operations;

/// <summary>Looks at the files of a volume that is not open, and changes nothing.</summary>
public sealed class VolumeInspection
{
    private readonly IStorage _storage;
    private readonly SalvageSource _known;

    private VolumeInspection(IStorage storage, SalvageSource known)
    {
        _storage = storage;
        _known = known;
    }

    /// <exception cref="VolumeFaultException">There is nothing that proves itself.</exception>
    public static VolumeInspection Open(IStorage storage) => new(storage, SalvageSource.Look(storage));

    /// <summary>Reads all segments and proves each frame. What lies behind the last durable batch was never acknowledged, and is no damage; nor is an export that was begun.</summary>
    public ScrubReport Verify(Action<long, long>? progress = null)
    {
        var findings = new List<SegmentFinding>();
        var total = _known.Segments.Sum(LengthOf);
        var done = 0L;
        foreach (var segment in _known.Segments)
        {
            var length = LengthOf(segment);
            var proof = new SegmentProof(_storage, _known.Guard, SalvageSource.BlockBytes);
            foreach (var step in proof.Read(segment, length))
            {
                done += step.Octets;
                progress?.Invoke(done, total);
            }

            findings.AddRange(proof.Findings.Where(finding => !IsTail(segment, finding, length)));
        }

        var unfinished = Exports.Unfinished(_storage);
        foreach (var name in Exports.Names(_storage).Where(name => name != unfinished))
        {
            try
            {
                ExportReader.Verify(_storage, name);
            }
            catch (StorageFaultException fault)
            {
                findings.Add(new SegmentFinding(name, 0, 0, fault.Message));
            }
        }

        if (_known.Manifest is null)
        {
            findings.Add(new SegmentFinding(ManifestFile.Name, 0, 0, "missing, damaged or of another volume"));
        }

        return new ScrubReport(_known.Segments.Count, total, findings)
        {
            Notes = unfinished is null ? [] : [$"{unfinished}: an export that was not finished when the process ended; a start takes it away"],
        };
    }

    /// <summary>All frames in the order of the files; damage is null.</summary>
    /// <param name="only">Name of one segment's file, or null for all.</param>
    public void Dump(string? only, bool withBodies, Action<DumpedFrame> frame, Action<SegmentFinding> damage)
    {
        foreach (var segment in _known.Segments.Where(segment => only is null || SegmentName.Of(segment) == only))
        {
            var name = SegmentName.Of(segment);
            using var walker = new SegmentWalker(_storage.Open(name, WriteMode.ReadOnly), segment, _known.Guard, SalvageSource.BlockBytes, LengthOf(segment));
            for (var step = walker.Next(); step != WalkStep.End; step = walker.Next())
            {
                if (step == WalkStep.Damage)
                {
                    damage(new SegmentFinding(name, walker.Damage.From, walker.Damage.To, "damaged"));
                }
                else
                {
                    frame(Dumped(walker, withBodies));
                }
            }
        }
    }

    /// <summary>The records of the newest export, in order: kind, owner, item, value.</summary>
    /// <returns>Its name; null if there is none.</returns>
    public string? DumpRecords(Action<IndexKey, int> record)
    {
        if (Exports.Names(_storage) is not [var name, ..])
        {
            return null;
        }

        using var reader = ExportReader.Open(_storage, name);
        reader.LoadInto(new RecordListener(record));
        return name;
    }

    private static DumpedFrame Dumped(SegmentWalker walker, bool withBodies)
    {
        var payload = walker.Payload;
        var type = walker.Header.Type;
        var moved = LogAddress.None;
        if (type == FrameType.Moved && BodyPayload.TryReadMoved(payload, out moved, out var inner, out var innerPayload))
        {
            type = inner;
            payload = innerPayload;
        }

        var change = Array.Empty<byte>();
        var body = ReadOnlySpan<byte>.Empty;
        var bodyBytes = 0L;
        if (type == FrameType.Change)
        {
            change = payload.ToArray();
        }
        else if (type == FrameType.Chunk)
        {
            body = payload;
            bodyBytes = body.Length;
        }
        else if (type == FrameType.Body && BodyPayload.TryReadBody(payload, out var changeOfBody, out var octets))
        {
            change = payload[changeOfBody].ToArray();
            body = payload[octets];
            bodyBytes = body.Length;
        }
        else if (type == FrameType.BodyMap && BodyPayload.TryReadMap(payload, out var changeOfMap, out var chunks))
        {
            change = payload[changeOfMap].ToArray();
            bodyBytes = chunks!.Length;
        }

        return new DumpedFrame(walker.Address, walker.Header.Type, walker.Header.Epoch, walker.Header.Sequence, walker.Header.FrameBytes, change, bodyBytes, withBodies ? body.ToArray() : [], moved);
    }

    private bool IsTail(uint segment, SegmentFinding finding, long length) =>
        _known.Manifest is { } manifest
        && segment == _known.Segments.Where(other => !new LogAddress(other, 0).IsCold).DefaultIfEmpty(0u).Max()
        && finding.To >= length
        && (segment > manifest.Durable.Address.Segment || finding.From >= manifest.Durable.Address.Offset);

    private long LengthOf(uint segment)
    {
        using var file = _storage.Open(SegmentName.Of(segment), WriteMode.ReadOnly);
        return file.Length;
    }
}
