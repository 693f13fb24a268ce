using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Recovery;
using MailStore.Log.Volumes;
using MailStore.Simulation.Indexes;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Volumes;

/// <summary>
/// The whole story of one seed: a volume is made, lives several lives, each of which ends somehow, and after each it is
/// recovered and compared with what was acknowledged.
/// </summary>
internal sealed class VolumeRun
{
    private const int OpensMax = 12;

    private readonly Weather _weather;
    private readonly Dice _dice;
    private readonly ManualClock _clock = new();
    private readonly LedgerHistory _history = new();
    private readonly OpDeck _deck;
    private readonly VolumeOptions _options;
    private readonly IIndexSource _indexes;
    private List<int> _batches = [];

    public VolumeRun(ulong seed, Weather weather)
    {
        _weather = weather;
        _dice = Dice.For(seed, "run", 0);
        _options = Sizes(seed, _dice);
        _deck = new(_dice, _options.FrameBytesMax - 1024);
        _indexes = _dice.Below(20) switch
        {
            0 => new FasterIndexSource(_options.Index(WriterMode.Stepped)),
            1 or 2 => new MemoryIndexSource(),
            _ => new PlainIndexSource(),
        };
        Disk = new(new()
        {
            Seed = seed,
            BlockBytes = _dice.Percent(50) ? 512 : 4096,
            Rates = WeatherReport.Rates(weather),
            Clock = _clock,
        });
    }

    public SimDisk Disk { get; }

    public RunCounts Counts { get; } = new();

    /// <summary>The harness believes in the disk, whatever it does: a test of the harness.</summary>
    public bool TrustsDisk { get; init; }

    private bool MayRefuse => !TrustsDisk && Disk.Lies.Count > 0;

    public void Run()
    {
        Create();
        for (var lives = _dice.Between(2, 4); lives > 0; lives--)
        {
            if (!Live(_dice.Between(5, 40)))
            {
                return;
            }
        }

        Live(steps: 0);
    }

    private static VolumeOptions Sizes(ulong seed, Dice dice) => new()
    {
        Identity = seed,
        FrameBytesMax = 1024 * dice.Between(4, 16),
        SegmentBytes = 1024 * dice.Between(32, 256),
        ColdSegmentBytes = 1024 * dice.Between(64, 256),
        BatchBytesMax = 1024 * dice.Between(16, 64),
        BatchRequestsMax = dice.Between(1, 16),
        WriteBehindBytes = dice.Percent(30) ? int.MaxValue : 1024 * dice.Below(16),
        ZerosAheadBytes = dice.Percent(50) ? 0 : 4096 * dice.Between(1, 16),
        CheckpointBytes = 1024 * dice.Between(16, 400),
        IndexMemoryBytes = 1 << 20,
        IndexBuckets = 256,
    };

    // What a crash leaves of a volume that was just being made is no volume; whoever made it empties the place and begins again.
    private void Create()
    {
        Disk.IsCalm = _dice.Percent(80);
        try
        {
            Volume.Create(Disk.Mount(), _options);
            return;
        }
        catch (StorageFaultException)
        {
            Counts.Faults++;
        }

        Disk.IsCalm = true;
        var storage = Disk.Mount();
        foreach (var name in storage.List())
        {
            storage.Delete(name);
        }

        Volume.Create(storage, _options);
    }

    /// <returns>False if the volume refuses to open, and may.</returns>
    private bool Live(int steps)
    {
        if (Open() is not { } volume)
        {
            return false;
        }

        Recovered(volume);
        using var drive = new VolumeDrive(volume, _deck, _dice, _history, _clock) { MayRefuseBodies = MayRefuse };
        drive.Compare();
        Disk.IsCalm = steps == 0;
        if (_weather == Weather.Full)
        {
            Disk.CapacityBytes = UsedBytes() + _dice.Below(400_000);
        }

        drive.Run(steps);
        Counts.RemovedSegments += drive.RemovedSegments;
        _batches = drive.Batches;
        CheckFault(volume);
        End(volume, drive);
        if (_history.Open != 0)
        {
            throw new LedgerException($"{_history.Open} requests were never told how they ended");
        }

        return true;
    }

    private Volume? Open()
    {
        for (var attempt = 0; attempt < OpensMax; attempt++)
        {
            Disk.IsCalm = attempt > 4 || _dice.Percent(60);
            var storage = Disk.Mount();
            var before = Disk.IsCalm && Disk.Lies.Count > 0 ? Disk.Snapshot() : null;
            try
            {
                var volume = Volume.Open(storage, new LedgerState(), _options, _clock, WriterMode.Stepped, _indexes);
                Disk.IsCalm = true;
                Counts.Recoveries++;
                return volume;
            }
            catch (Exception refusal) when (refusal is StorageFaultException or VolumeFaultException)
            {
                Refused(refusal, before);
            }

            if (before != null)
            {
                return null;
            }
        }

        throw new LedgerException("the volume does not open on a calm disk");
    }

    private void Refused(Exception refusal, SortedDictionary<string, byte[]>? before)
    {
        if (Disk.OpenFiles != 0)
        {
            throw new LedgerException($"a refused open left {Disk.OpenFiles} files open", refusal);
        }

        if (before != null)
        {
            Counts.Refusals++;
            if (TrustsDisk)
            {
                throw new LedgerException("the volume refuses, and the disk is thought to be honest", refusal);
            }

            Sentences.Check(refusal.Message);
            Snapshots.AssertSame(before, Disk.Snapshot());
        }
        else if (_weather == Weather.Full && refusal is StorageFaultException)
        {
            Disk.CapacityBytes = UsedBytes() + 300_000;
        }
        else if (Disk.IsCalm && !Disk.IsOff)
        {
            throw new LedgerException("the volume refuses after nothing but honest faults", refusal);
        }
        else if (_dice.Percent(50))
        {
            Disk.CutPower();
        }
    }

    private void Recovered(Volume volume)
    {
        var head = new LedgerCheck(volume.Index, body => volume.OpenBody(body)).Head;
        if (head.Count > _history.Decided.Count)
        {
            throw new LedgerException($"{head.Count} ops are there, and {_history.Decided.Count} were ever decided");
        }

        if (head.Count < _history.Acknowledged)
        {
            CheckLostTail(head.Count);
        }

        _history.Recovered((int)head.Count);
    }

    // A drive that lied about the very last writes took them with it, and nobody can know. Each lost batch takes a lie of its own;
    // a forgotten name or flush takes many.
    private void CheckLostTail(long found)
    {
        var lost = _batches.Count(end => end > found);
        var lies = Disk.LiesSinceCutBeforeLast.Where(lie => lie.Name.StartsWith("j-", StringComparison.Ordinal)).ToList();
        var isExcused = lies.Count >= lost || lies.Exists(lie => lie.Fault is SimFault.ForgottenName or SimFault.LostFlush);
        if (!MayRefuse || !isExcused)
        {
            throw new LedgerException($"{_history.Acknowledged - found} acknowledged ops in {lost} batches are gone, after {lies.Count} lies");
        }

        Counts.LostTails++;
    }

    private void CheckFault(Volume volume)
    {
        switch (volume.Fault)
        {
            case null or ObjectDisposedException:
                break;
            case StorageFaultException:
                Counts.Faults++;
                break;
            default:
                throw new LedgerException("the volume closed for a reason that no disk gave it", volume.Fault);
        }
    }

    private void End(Volume volume, VolumeDrive drive)
    {
        switch (_dice.Below(3))
        {
            case 0:
                Close(volume);
                break;
            case 1:
                Disk.Kill();
                volume.Abandon();
                break;
            default:
                Counts.Cuts++;
                Disk.CutPower();
                volume.Abandon();
                break;
        }

        CheckFault(volume);
        Counts.Acknowledged += _history.Acknowledged;
        if (!Disk.IsOff && Disk.OpenFiles != 0)
        {
            throw new LedgerException($"a volume that was closed left {Disk.OpenFiles} files open");
        }

        _batches = drive.Batches;
    }

    private void Close(Volume volume)
    {
        var wasSound = volume.Fault == null;
        try
        {
            volume.Dispose();
        }
        catch (StorageFaultException)
        {
            return;
        }

        if (wasSound && volume.Fault is null or ObjectDisposedException && _history.Acknowledged != _history.Decided.Count)
        {
            throw new LedgerException($"a clean close left {_history.Decided.Count - _history.Acknowledged} ops untold");
        }
    }

    private long UsedBytes() => Disk.Snapshot().Values.Sum(octets => (long)octets.Length);
}
