using MailStore.Log.Records;

namespace MailStore.Log.Compaction;

/// <summary>What a volume needs done besides its work: footers, collection, exports, scrubbing, each when it is due.</summary>
internal sealed class Upkeep
{
    private readonly VolumeParts _parts;
    private readonly UpkeepOptions _options;
    private readonly TimeProvider _time;
    private long _exportedAt;
    private LogAddress _lastExport;

    public Upkeep(VolumeParts parts, UpkeepOptions options, TimeProvider time)
    {
        _parts = parts;
        _options = options;
        _time = time;
        Sealer = new Sealer(parts);
        Collector = new Collector(parts);
        Scrub = new Scrub(parts, time);
        _exportedAt = time.GetTimestamp();
        _lastExport = parts.Exports.Floor;
    }

    public Sealer Sealer { get; }

    public UpkeepTurn Turn => _parts.Turn;

    public Collector Collector { get; }

    public Scrub Scrub { get; }

    /// <summary>Does what is due now.</summary>
    public IEnumerable<WorkStep> Run()
    {
        var work = Sealer.Run();
        if (IsExportDue())
        {
            work = work.Concat(Export());
        }

        work = work.Concat(Collector.Run());
        var scrubSince = _time.GetUtcNow() - _options.ScrubEvery;
        return work.Concat(Scrub.Run(scrubSince));
    }

    /// <summary>Makes the volume as small as it can be: ends the segment that is written to, takes two exports and collects.</summary>
    public IEnumerable<WorkStep> Compact()
    {
        var roll = new RollRequest(_parts.Roll);
        while (!_parts.Submit(roll))
        {
            yield return WorkStep.Waiting;
        }

        while (!roll.IsDone)
        {
            yield return WorkStep.Waiting;
        }

        // What is collected below is what both kept exports hold; nothing is, if the segment that is written to is the only one.
        var work = Begin().Concat(Sealer.Run()).Concat(Export()).Concat(Export()).Concat(Collector.Run()).Concat(Collector.Run());
        foreach (var step in work)
        {
            yield return step;
        }
    }

    private bool IsExportDue()
    {
        var segments = _parts.Segments.All.Where(segment => !segment.IsCold && segment.Number >= _lastExport.Segment);
        return _parts.Checkpoints is not null
            && (_parts.Exports.Floor.IsNone || _time.GetElapsedTime(_exportedAt) >= _options.ExportEvery || segments.Sum(segment => segment.Length) >= _options.ExportBytes);
    }

    private IEnumerable<WorkStep> Export()
    {
        foreach (var step in new Exporter(_parts).Run())
        {
            yield return step;
        }

        _exportedAt = _time.GetTimestamp();
        _lastExport = _parts.Manifest().Checkpoint.Address;
    }

    // An empty relocation begins the new segment, so that the exports stand behind the old one.
    private IEnumerable<WorkStep> Begin()
    {
        var begin = new BurialRequest(0, []);
        while (!_parts.Submit(begin))
        {
            yield return WorkStep.Waiting;
        }

        while (!begin.IsDone)
        {
            yield return WorkStep.Waiting;
        }
    }
}
