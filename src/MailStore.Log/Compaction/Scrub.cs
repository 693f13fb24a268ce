namespace MailStore.Log.Compaction;

/// <summary>
/// Reads sealed segments whole, those first that were not read for longest, and reports what is wrong: file and offset. It
/// repairs nothing: what a disk lost comes from a backup or a replica, and somebody has to know of it.
/// </summary>
internal sealed class Scrub(VolumeParts parts, TimeProvider time)
{
    private const int SegmentsASave = 16;
    private readonly ScrubLog _log = new(parts.Segments.Storage);

    public List<SegmentFinding> Findings { get; } = [];

    public int Segments { get; private set; }

    public long Octets { get; private set; }

    /// <summary>Of the segment that was not read for longest; none if there is no sealed segment.</summary>
    public DateTimeOffset? Oldest() => Due(DateTimeOffset.MaxValue).Select(segment => (DateTimeOffset?)ProvenAt(segment)).FirstOrDefault();

    /// <summary>Reads all that were not read since then.</summary>
    public IEnumerable<WorkStep> Run(DateTimeOffset since)
    {
        foreach (var number in Due(since))
        {
            using var pin = parts.Segments.TryPin(number, out var held) ? held : null;
            if (pin is null || !parts.Segments.TryFind(number, out var segment))
            {
                continue;
            }

            var proof = new SegmentProof(parts.Segments.Storage, parts.Guard, parts.BlockBytes);
            foreach (var step in proof.Read(number, segment.Length))
            {
                Octets += step.Octets;
                yield return step;
            }

            Findings.AddRange(proof.Findings);
            _log.Set(number, new ScrubEntry(time.GetUtcNow(), proof.Findings.Count));
            if (++Segments % SegmentsASave == 0)
            {
                Save();
            }
        }

        Save();
    }

    private List<uint> Due(DateTimeOffset since) =>
        [.. parts.Segments.All.Where(segment => segment.IsSealed).Select(segment => segment.Number).Where(segment => ProvenAt(segment) < since).OrderBy(ProvenAt)];

    // A time to come is of a clock that went back since: nobody knows when it was.
    private DateTimeOffset ProvenAt(uint segment) => _log.Of(segment).Proven is var proven && proven <= time.GetUtcNow() ? proven : default;

    private void Save() => _log.Save(parts.Segments.All.Select(segment => segment.Number).ToHashSet());
}
