using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Compaction;

/// <summary>
/// Writes the footers of segments that the journal has left behind. It reads each of them back whole for it, so what a disk did
/// not keep is found while the backup of yesterday is still the newest.
/// </summary>
internal sealed class Sealer(VolumeParts parts)
{
    private readonly HashSet<uint> _seen = [];

    public List<SegmentFinding> Findings { get; } = [];

    public IEnumerable<WorkStep> Run()
    {
        foreach (var segment in parts.Segments.All.Where(segment => segment.IsSealed && !segment.IsCold && !_seen.Contains(segment.Number)))
        {
            _seen.Add(segment.Number);
            var proof = new SegmentProof(parts.Segments.Storage, parts.Guard, parts.BlockBytes);
            foreach (var step in proof.Read(segment.Number, segment.Length))
            {
                yield return step;
            }

            // A footer that a crash tore is not damage of anything.
            if (proof.Findings.Count > 0 && !(proof.IsDamagedAtEndOnly && IsFollowed(segment.Number, proof.Expected!.LastSequence)))
            {
                Findings.AddRange(proof.Findings);
            }
            else if (proof.Footer is null && proof.Expected!.Frames > 0)
            {
                Append(segment, proof.Expected, proof.Epoch);
                yield return WorkStep.Moved(0);
            }
        }
    }

    // The next segment's first frame follows this one's last: nothing was between.
    private bool IsFollowed(uint segment, ulong sequence)
    {
        if (!parts.Segments.TryFind(segment + 1, out var next))
        {
            return false;
        }

        using var walker = new SegmentWalker(parts.Segments.Storage.Open(next.Name, WriteMode.ReadOnly), next.Number, parts.Guard, parts.BlockBytes, next.Length);
        return walker.Next() == WalkStep.Frame && walker.Sequence == sequence + 1;
    }

    private void Append(Segment segment, SegmentFooter footer, uint epoch)
    {
        var at = (footer.Octets + (parts.BlockBytes - 1)) & ~((long)parts.BlockBytes - 1);
        using var octets = new AlignedBuffer(footer.FrameBytes(parts.BlockBytes));
        footer.Write(octets.Span, new LogAddress(segment.Number, checked((uint)at)), parts.Guard, epoch);
        using var file = parts.Segments.Storage.Open(segment.Name, WriteMode.Durable);
        if (file.Length != at)
        {
            file.SetLength(at);
        }

        file.Write(at, octets.Span);
        segment.Length = at + octets.Span.Length;
    }
}
