using MailStore.Log.Backup;
using MailStore.Log.Commit;
using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Volumes;
using SalvageRun = MailStore.Log.Backup.Salvage;

namespace MailStore.Log.Operations;

/// <summary>
/// What an operator does with a volume that is open, beside its work and at full speed. Each call returns when it is done. Its
/// progress is told in octets, done and in all, about.
/// </summary>
public sealed class VolumeOperations
{
    private static readonly TimeSpan WriterPause = TimeSpan.FromMilliseconds(1);
    private readonly Volume _volume;
    private readonly VolumeParts _parts;
    private readonly TimeProvider _time;
    private readonly Upkeep _upkeep;

    public VolumeOperations(Volume volume, TimeProvider time)
    {
        _volume = volume;
        _parts = volume.Parts;
        _time = time;
        _upkeep = new Upkeep(_parts, new UpkeepOptions(), time);
    }

    /// <summary>Copies a backup into an empty place, where it is a volume then.</summary>
    public static void Restore(IStorage backup, IStorage target, Action<long, long>? progress = null) => VolumeRestore.Run(backup, target, progress);

    /// <summary>Makes a volume again from what is left of one, in an empty place. The source is only read.</summary>
    /// <param name="state">Of an engine that has replayed nothing yet.</param>
    public static SalvageReport Salvage(IStorage source, IStorage target, IVolumeState state, VolumeOptions options, Action<long, long>? progress = null) =>
        SalvageRun.Run(source, target, state, new FasterIndexSource(options.Index(WriterMode.Threaded)), new SalvageSizes(options.FrameBytesMax, options.SegmentBytes, options.ColdSegmentBytes), progress);

    public VolumeFigures Figures()
    {
        var uses = _upkeep.Collector.Census();
        var segments = _parts.Segments.All;
        return new VolumeFigures(
            _parts.Segments.Storage.Place,
            segments.Count(segment => !segment.IsCold),
            segments.Count(segment => segment.IsCold),
            FileBytes(_parts.Segments.Storage),
            segments.Sum(segment => segment.Length),
            uses.Sum(use => use.Live) + _upkeep.Collector.LiveInYoungest(),
            _parts.Exports.All.Count,
            _upkeep.Scrub.Oldest());
    }

    /// <summary>Makes it as small as it can be.</summary>
    public CompactionReport Compact(Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        var before = _parts.Segments.All.Sum(segment => segment.Length);
        Drive(_upkeep.Compact(), progress, before, cancel);
        var totals = _upkeep.Collector.Totals;
        return new CompactionReport(before, _parts.Segments.All.Sum(segment => segment.Length), totals.RemovedSegments, totals.MovedBodies, totals.CopiedOctets);
    }

    /// <summary>Reads sealed segments whole that were not read since then; nothing is repaired.</summary>
    public ScrubReport Scrub(DateTimeOffset since, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        var scrub = new Scrub(_parts, _time);
        Drive(_upkeep.Sealer.Run(), null, 0, cancel);
        Drive(scrub.Run(since), progress, _parts.Segments.All.Where(segment => segment.IsSealed).Sum(segment => segment.Length), cancel);
        return new ScrubReport(scrub.Segments, scrub.Octets, [.. _upkeep.Sealer.Findings, .. scrub.Findings]);
    }

    /// <summary>Writes all metadata into one sealed file.</summary>
    public void Export(CancellationToken cancel = default) => Drive(new Exporter(_parts).Run(), null, 0, cancel);

    /// <summary>Brings a backup up to date, or begins one in an empty place.</summary>
    public BackupReport Backup(IStorage target, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        // In one turn: what the export holds stays until it is copied.
        var backup = new VolumeBackup(_parts, _time);
        var work = _upkeep.Sealer.Run().Concat(new Exporter(_parts).Run()).Concat(backup.Run(target));
        Drive(work, progress, _parts.Segments.All.Sum(segment => segment.Length), cancel);
        var totals = backup.Totals;
        return new BackupReport(totals.Files, totals.Octets, totals.NewFiles, totals.NewOctets, totals.RemovedFiles);
    }

    private static long FileBytes(IStorage storage)
    {
        var sum = 0L;
        foreach (var name in storage.List())
        {
            using var file = storage.Open(name, WriteMode.ReadOnly);
            sum += file.Length;
        }

        return sum;
    }

    private void Drive(IEnumerable<WorkStep> work, Action<long, long>? progress, long total, CancellationToken cancel)
    {
        _parts.Turn.BeginAsOperator();
        try
        {
            DriveAlone(work, progress, total, cancel);
        }
        finally
        {
            _parts.Turn.End();
        }
    }

    private void DriveAlone(IEnumerable<WorkStep> work, Action<long, long>? progress, long total, CancellationToken cancel)
    {
        var done = 0L;
        foreach (var step in work)
        {
            cancel.ThrowIfCancellationRequested();
            if (_volume.IsStepped)
            {
                while (_volume.RunOnce())
                {
                }
            }
            else if (step.IsWaiting)
            {
                cancel.WaitHandle.WaitOne(WriterPause);
            }

            done += step.Octets;
            if (step.Octets > 0)
            {
                progress?.Invoke(Math.Min(done, total), total);
            }
        }
    }
}
