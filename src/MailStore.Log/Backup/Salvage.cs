using System.Text;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Recovery;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>
/// Makes a volume again from what is left of one: frames alone if it must, with the newest sound export if there is one. The
/// source is only read. Every frame that proves itself is copied to where it was, the changes are done again in their order, and
/// what is lost is told in that order. Bodies keep their ids.
/// </summary>
internal sealed class Salvage : IDisposable
{
    private readonly Dictionary<uint, IStorageFile> _moving = [];
    private readonly IStorage _source;
    private readonly IStorage _target;
    private readonly SalvageSource _known;
    private readonly SegmentTable _segments;
    private readonly IVolumeIndex _index;
    private readonly SalvageReplay _replay;
    private readonly SalvageReport _report = new();
    private readonly MovedBodies _moved = new();
    private readonly Action<long, long>? _progress;
    private readonly JournalEnd _exported;
    private byte[] _head = new byte[4096];
    private int _waiting;
    private ulong _sequence;
    private uint _epoch = 1;
    private long _total;

    private Salvage(IStorage source, IStorage target, IVolumeState state, IIndexSource indexes, Action<long, long>? progress)
    {
        _source = source;
        _target = target;
        _progress = progress;
        _known = SalvageSource.Look(source);
        _segments = new SegmentTable(target);
        _index = indexes.Create(target);
        _exported = LoadExport();
        _replay = new SalvageReplay(_index, state, _report);
    }

    /// <param name="target">An empty place.</param>
    /// <param name="options">Sizes of the new volume, where the old manifest does not tell them any more.</param>
    /// <param name="progress">Octets read, and in all.</param>
    public static SalvageReport Run(IStorage source, IStorage target, IVolumeState state, IIndexSource indexes, SalvageSizes options, Action<long, long>? progress = null)
    {
        if (target.List() is [var found, ..])
        {
            throw new VolumeFaultException($"{target.Place} is not empty (it holds {found}): a volume is salvaged into an empty place only.");
        }

        using var salvage = new Salvage(source, target, state, indexes, progress);
        salvage.Run(options);
        return salvage._report;
    }

    public void Dispose()
    {
        foreach (var file in _moving.Values)
        {
            file.Dispose();
        }

        _index.Dispose();
        _segments.Dispose();
    }

    private void Run(SalvageSizes sizes)
    {
        _total = _known.Segments.Sum(LengthOf);
        foreach (var segment in _known.Segments.Where(segment => new LogAddress(segment, 0).IsCold))
        {
            Rescue(segment, isJournal: false);
        }

        while (_waiting < _moved.All.Length && _moved.All[_waiting].Body < _exported.Address)
        {
            _waiting++;
        }

        foreach (var segment in _known.Segments.Where(segment => !new LogAddress(segment, 0).IsCold))
        {
            Rescue(segment, isJournal: true);
        }

        TakeMovedBefore(LogAddress.Last);
        foreach (var moved in _moved.All)
        {
            _replay.Reconcile(moved.Body, moved.Place, _segments);
        }

        _replay.Finish();
        ReplaceLost();
        CopySmallFiles();
        Conclude(sizes);
    }

    private JournalEnd LoadExport()
    {
        // That a kill interrupted one is no loss.
        var unfinished = Exports.Unfinished(_source);
        foreach (var name in Exports.Names(_source).Where(name => name != unfinished))
        {
            try
            {
                // Proven whole before the first record of it is believed.
                ExportReader.Verify(_source, name);
                using var reader = ExportReader.Open(_source, name);
                reader.LoadInto(_index);
                _report.Export = name;
                _epoch = Math.Max(_epoch, reader.Header.Epoch);
                return new JournalEnd(reader.Header.Position, reader.Header.Sequence);
            }
            catch (StorageFaultException fault)
            {
                _report.Add(new SalvageLoss(name, 0, 0, $"the export is not used ({fault.Message})"));
            }
        }

        return default;
    }

    private void Rescue(uint segment, bool isJournal)
    {
        var name = SegmentName.Of(segment);
        var losses = _report.LossCount;
        var isWhole = true;
        using var rescue = new SegmentRescue(_target, segment, _known.Guard);
        using var walker = new SegmentWalker(_source.Open(name, WriteMode.ReadOnly), segment, _known.Guard, SalvageSource.BlockBytes, LengthOf(segment));
        var reported = 0L;
        for (var step = walker.Next(); step != WalkStep.End; step = walker.Next())
        {
            if (step == WalkStep.Damage)
            {
                _report.Add(new SalvageLoss(name, walker.Damage.From, walker.Damage.To, "damaged"));
            }
            else if (step == WalkStep.Footer)
            {
                // It tells of all frames, so it is true only where none is lost.
                if (isWhole && _report.LossCount == losses)
                {
                    rescue.Add(walker);
                }
            }
            else if (isJournal && walker.Sequence <= _sequence)
            {
                isWhole = false;
            }
            else
            {
                Take(walker, rescue, isJournal);
            }

            if (walker.Position - reported >= 16 * 1024 * 1024)
            {
                _progress?.Invoke(_report.Octets + walker.Position, _total);
                reported = walker.Position;
            }
        }

        rescue.Finish();
        _report.Segments++;
        _report.Octets += LengthOf(segment);
        _progress?.Invoke(_report.Octets, _total);
        _segments.Add(segment, rescue.Length, isSealed: true);
        if (!isJournal)
        {
            _replay.Begin(segment);
        }
    }

    private void Take(SegmentWalker walker, SegmentRescue rescue, bool isJournal)
    {
        if (walker.Missing > 0)
        {
            _report.Add(new SalvageLoss(SegmentName.Of(walker.Segment), walker.Address.Offset, walker.Address.Offset, $"{walker.Missing} frames before it are lost"));
        }

        rescue.Add(walker);
        _report.Frames++;
        _epoch = Math.Max(_epoch, walker.Epoch);
        if (!isJournal)
        {
            _moved.Add(walker);
            return;
        }

        _sequence = walker.Sequence;
        if (walker.Sequence > _exported.Sequence)
        {
            TakeMovedBefore(walker.Address);
            _replay.Begin(walker.Segment);
            _replay.Take(walker);
        }
    }

    // Bodies whose own frames are gone, and that no export knows, up to where the journal goes on.
    private void TakeMovedBefore(LogAddress end)
    {
        for (; _waiting < _moved.All.Length && _moved.All[_waiting].Body <= end; _waiting++)
        {
            var moved = _moved.All[_waiting];
            if (moved.Body < end)
            {
                _replay.TakeMoved(moved, HeadOf(moved));
            }
        }
    }

    // The frame was proven when its segment was copied. Only its head is read again, and has a checksum of its own.
    private ReadOnlySpan<byte> HeadOf(in MovedBody moved)
    {
        if (!_moving.TryGetValue(moved.Place.Segment, out var file))
        {
            file = _moving[moved.Place.Segment] = _source.Open(SegmentName.Of(moved.Place.Segment), WriteMode.ReadOnly);
        }

        if (_head.Length < moved.HeadBytes)
        {
            _head = new byte[2 * moved.HeadBytes];
        }

        var head = _head.AsSpan(0, moved.HeadBytes);
        var read = file.Read(moved.Place.Offset + FrameHeader.Bytes, head);
        return read == head.Length && Crc32C.Compute(head) == moved.HeadSum
            ? head
            : throw new StorageFaultException($"{file.Name} changed at {moved.Place.Offset} while it was read. Look at the disk, then start again.");
    }

    // A record without a file is a volume that does not open. An empty file loses what was in it and nothing else.
    private void ReplaceLost()
    {
        var last = _known.Segments.Where(segment => !new LogAddress(segment, 0).IsCold).DefaultIfEmpty(0u).Max();
        var lastCold = _known.Segments.DefaultIfEmpty(0u).Max();
        for (var segment = 1u; segment < last; segment++)
        {
            ReplaceIfLost(segment);
        }

        for (var segment = LogAddress.ColdSegment(1); segment < lastCold; segment++)
        {
            ReplaceIfLost(segment);
        }
    }

    private void ReplaceIfLost(uint segment)
    {
        if (_segments.TryFind(segment, out _) || !_replay.IsNeeded(segment))
        {
            return;
        }

        using var rescue = new SegmentRescue(_target, segment, _known.Guard);
        rescue.AddPlaceholder(_epoch);
        rescue.Finish();
        _segments.Add(segment, rescue.Length, isSealed: true);
        _report.Add(new SalvageLoss(SegmentName.Of(segment), 0, 0, "the whole segment is missing"));
    }

    private void CopySmallFiles()
    {
        foreach (var name in _source.List().Where(name => name.StartsWith("s-", StringComparison.Ordinal)))
        {
            FileCopy.Copy(_source, name, _target, name);
        }
    }

    // A new owner begins with a new segment, and the index holds all that is before it.
    private void Conclude(SalvageSizes sizes)
    {
        var last = _known.Segments.Where(segment => !new LogAddress(segment, 0).IsCold).DefaultIfEmpty(0u).Max();
        var checkpoint = _index.BeginCheckpoint().GetAwaiter().GetResult();
        var plan = new JournalPlan
        {
            Guard = _known.Guard,
            Epoch = checked(_epoch + 1),
            End = new JournalEnd(new LogAddress(checked(last + 1), 0), _sequence),
            SegmentBytes = _known.Manifest?.SegmentBytes ?? sizes.SegmentBytes,
            BlockBytes = SalvageSource.BlockBytes,
            StagingBytes = SalvageSource.BlockBytes,
        };
        using var journal = Journal.Start(_segments, plan);
        ManifestFile.Create(_target, new Manifest
        {
            Generation = 1,
            Identity = _known.Guard.Identity,
            Epoch = _epoch,
            BlockBytes = SalvageSource.BlockBytes,
            FrameBytesMax = _known.Manifest?.FrameBytesMax ?? sizes.FrameBytesMax,
            SegmentBytes = plan.SegmentBytes,
            ColdSegmentBytes = _known.Manifest?.ColdSegmentBytes ?? sizes.ColdSegmentBytes,
            Checkpoint = plan.End,
            Durable = journal.End,
            IsClean = false,
            IndexCheckpoint = checkpoint,
            Export = Encoding.UTF8.GetBytes(""),
        });
    }

    private long LengthOf(uint segment)
    {
        using var file = _source.Open(SegmentName.Of(segment), WriteMode.ReadOnly);
        return file.Length;
    }
}
