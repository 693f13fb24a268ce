using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>
/// Copies a volume that is at work into another place: sealed segments as links where both places can, the current one up to a
/// durable point, the newest export, and a catalogue last. Segments are held meanwhile, those there were before the point was
/// taken and those since, so everything that lives at the point is in one of them. A second backup into the same place takes
/// only what is new, by name: a sealed segment never changes.
/// </summary>
internal sealed class VolumeBackup(VolumeParts parts, TimeProvider time)
{
    private const int PieceBytes = 1024 * 1024;
    private readonly List<BackupEntry> _entries = [];

    public BackupTotals Totals { get; } = new();

    public IEnumerable<WorkStep> Run(IStorage target)
    {
        var before = BackupCatalog.Newest(target);
        CheckPlace(target);
        var number = BackupCatalog.LastNumber(target) + 1;
        var export = parts.Exports.All is [var newest, ..]
            ? newest
            : throw new VolumeFaultException($"{parts.Segments.Storage.Place} has no export yet, which a backup is opened with: take one first.");
        var pins = new Dictionary<uint, SegmentPin>();
        try
        {
            Pin(pins);
            var end = new EndRequest(parts.JournalEnd);
            foreach (var step in Await(end))
            {
                yield return step;
            }

            Pin(pins);
            var header = ReadHeader(export);
            var had = before?.Files.ToDictionary(file => file.StoredAs, file => file.Length, StringComparer.Ordinal) ?? [];
            foreach (var (segment, pin) in pins.OrderBy(pair => pair.Key))
            {
                foreach (var step in Take(target, segment, pin.File, end.End, number, had))
                {
                    yield return step;
                }
            }

            foreach (var name in parts.Segments.Storage.List().Where(name => name.StartsWith("s-", StringComparison.Ordinal)).Append(export))
            {
                TakeWhole(target, name, had);
                yield return WorkStep.Moved(0);
            }

            var manifest = parts.Manifest() with { Generation = 1, Checkpoint = header.End, Epoch = header.Epoch, Durable = end.End, IsClean = false, IndexCheckpoint = [], Export = System.Text.Encoding.UTF8.GetBytes(export) };
            new BackupCatalog(number, manifest, time.GetUtcNow(), _entries).Write(target);
            RemoveOthers(target, number);
        }
        finally
        {
            foreach (var pin in pins.Values)
            {
                pin.Dispose();
            }
        }
    }

    private static void CheckPlace(IStorage target)
    {
        var names = target.List();
        if (names.Any(BackupCatalog.IsCatalog))
        {
            return;
        }

        if (names is [var stranger, ..])
        {
            throw new VolumeFaultException($"{target.Place} holds {stranger} and no backup: give an empty folder, or one that \"store backup\" wrote to before.");
        }

        BackupCatalog.Mark(target);
    }

    private (JournalEnd End, uint Epoch) ReadHeader(string export)
    {
        using var reader = ExportReader.Open(parts.Segments.Storage, export);
        return (new JournalEnd(reader.Header.Position, reader.Header.Sequence), reader.Header.Epoch);
    }

    private void Pin(Dictionary<uint, SegmentPin> pins)
    {
        foreach (var segment in parts.Segments.All)
        {
            if (!pins.ContainsKey(segment.Number) && parts.Segments.TryPin(segment.Number, out var pin))
            {
                pins.Add(segment.Number, pin);
            }
        }
    }

    private IEnumerable<WorkStep> Take(IStorage target, uint segment, IStorageFile file, JournalEnd end, long number, Dictionary<string, long> had)
    {
        if (!parts.Segments.TryFind(segment, out var found) || !found.IsCold && segment > end.Address.Segment)
        {
            yield break;
        }

        var length = found.Length;
        if (segment != end.Address.Segment && FooterReader.Read(file, segment, parts.Guard, parts.BlockBytes, length) is not null)
        {
            var isNew = TakeWhole(target, found.Name, had);
            foreach (var step in isNew ? Prove(target, segment, found.Name, length) : [])
            {
                yield return step;
            }

            yield break;
        }

        // It grows, or will: its copy has a name that no later backup takes for whole.
        var entry = new BackupEntry(found.Name, $"{found.Name}-{number:x8}", segment == end.Address.Segment ? end.Address.Offset : length);
        if (target.Exists(entry.StoredAs))
        {
            target.Delete(entry.StoredAs);
        }

        using var copy = target.Create(entry.StoredAs, WriteMode.Buffered);
        var piece = new byte[PieceBytes];
        for (var at = 0L; at < entry.Length;)
        {
            var read = file.Read(at, piece.AsSpan(0, (int)Math.Min(piece.Length, entry.Length - at)));
            if (read == 0)
            {
                throw new StorageFaultException($"{parts.Segments.Storage.Place}/{found.Name} is shorter than its journal says. Look at the disk; salvage the volume if it does not open again.");
            }

            copy.Write(at, piece.AsSpan(0, read));
            at += read;
            yield return WorkStep.Moved(read);
        }

        copy.Flush();
        Add(entry, isNew: true);
    }

    /// <returns>Whether the backup before had it not.</returns>
    private bool TakeWhole(IStorage target, string name, Dictionary<string, long> had)
    {
        long length;
        using (var file = parts.Segments.Storage.Open(name, WriteMode.ReadOnly))
        {
            length = file.Length;
        }

        var isNew = !had.TryGetValue(name, out var known) || known != length || !target.Exists(name);
        if (isNew)
        {
            // A backup that was broken off may have left it.
            if (target.Exists(name))
            {
                target.Delete(name);
            }

            parts.Segments.Storage.Link(name, target, name);
        }

        Add(new BackupEntry(name, name, length), isNew);
        return isNew;
    }

    private IEnumerable<WorkStep> Prove(IStorage target, uint segment, string name, long length)
    {
        var proof = new SegmentProof(target, parts.Guard, parts.BlockBytes);
        foreach (var step in proof.Read(segment, length))
        {
            yield return step;
        }

        if (proof.Findings.Count > 0)
        {
            throw new StorageFaultException($"{target.Place}/{name} is not what was backed up ({proof.Findings[0]}): scrub the volume, and look at both disks.");
        }
    }

    private void Add(BackupEntry entry, bool isNew)
    {
        _entries.Add(entry);
        Totals.Files++;
        Totals.Octets += entry.Length;
        Totals.NewFiles += isNew ? 1 : 0;
        Totals.NewOctets += isNew ? entry.Length : 0;
    }

    private void RemoveOthers(IStorage target, long number)
    {
        var kept = _entries.Select(entry => entry.StoredAs).ToHashSet(StringComparer.Ordinal);
        var own = new BackupCatalog(number, parts.Manifest(), default, []).FileName;
        foreach (var name in target.List().Where(name => name != own && !kept.Contains(name)))
        {
            target.Delete(name);
            Totals.RemovedFiles++;
        }
    }

    private IEnumerable<WorkStep> Await(EndRequest request)
    {
        while (!parts.Submit(request) && parts.Fault() is null)
        {
            yield return WorkStep.Waiting;
        }

        while (!request.IsDone)
        {
            yield return WorkStep.Waiting;
        }
    }
}
