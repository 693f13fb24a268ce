using MailStore.Log.Devices;

namespace MailStore.Testing.Storage;

/// <summary>
/// The disk of a simulated machine. It outlives the processes that use it: each mounts it anew, and after a kill or a power cut
/// finds what a real one would. Everything follows from the seed.
/// </summary>
public sealed class SimDisk
{
    private readonly SimDiskOptions _options;
    private readonly Misfortune _misfortune;
    private readonly SimTrace _trace = new();
    private readonly List<SimLie> _lies = [];
    private int _liesAtLastCut;
    private int _liesAtCutBeforeLast;
    private readonly Dictionary<SimOperation, long> _operations = [];
    private readonly Dictionary<SimFault, long> _faults = [];
    private readonly SimNames _names;
    private int _generation;
    private bool _isOff;

    public SimDisk(SimDiskOptions options)
    {
        _options = options;
        _misfortune = new(options.Rates);
        _names = new(options.Seed);
        CapacityBytes = options.CapacityBytes;
    }

    public string Place => _options.Place;

    public int BlockBytes => _options.BlockBytes;

    public long CapacityBytes { get; set; }

    /// <summary>As after a remount: nothing can be changed.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>No faults by dice; planned ones still strike.</summary>
    public bool IsCalm
    {
        get => _misfortune.IsCalm;
        set => _misfortune.IsCalm = value;
    }

    /// <summary>Whether the power went; <see cref="Mount"/> turns it on again.</summary>
    public bool IsOff => _isOff;

    public IReadOnlyList<SimLie> Lies => _lies;

    /// <summary>Those that the last power cut may have brought to light: a lie harms nobody until the power goes.</summary>
    public IEnumerable<SimLie> LiesSinceCutBeforeLast => _lies.Skip(_liesAtCutBeforeLast);

    /// <summary>Files that are open: a volume that is closed leaves none behind.</summary>
    public int OpenFiles { get; internal set; }

    /// <summary>Everything that was asked and what came of it. The same seed gives the same number.</summary>
    public ulong TraceHash => _trace.Hash;

    internal Lock Gate { get; } = new();

    internal SimNames Names => _names;

    /// <summary>A machine with this disk starts. Whoever had it mounted before is gone.</summary>
    public SimStorage Mount()
    {
        lock (Gate)
        {
            _isOff = false;
            OpenFiles = 0;
            return new(this, ++_generation);
        }
    }

    /// <summary>The process is gone; what the kernel had in its cache stays.</summary>
    public void Kill()
    {
        lock (Gate)
        {
            _generation++;
        }
    }

    public void CutPower()
    {
        lock (Gate)
        {
            Count(SimFault.PowerCut);
            _generation++;
            GoOff();
        }
    }

    public void Plan(PlannedFault fault)
    {
        lock (Gate)
        {
            _misfortune.Plan(fault);
        }
    }

    /// <summary>Nothing is wrong with it any more, and nothing that was planned will be.</summary>
    public void Heal()
    {
        lock (Gate)
        {
            IsReadOnly = false;
            CapacityBytes = _options.CapacityBytes;
            _misfortune.IsCalm = true;
            _misfortune.ForgetPlans();
        }
    }

    public long Operations(SimOperation operation) => _operations.GetValueOrDefault(operation);

    public long Faults(SimFault fault) => _faults.GetValueOrDefault(fault);

    /// <summary>The last operations, for whoever looks for the reason of a failure.</summary>
    public IEnumerable<string> Story() => _trace.Story();

    /// <summary>What lies in each file, to compare with later.</summary>
    public SortedDictionary<string, byte[]> Snapshot()
    {
        lock (Gate)
        {
            return new(_names.Now.ToDictionary(entry => entry.Key, entry => Whole(entry.Value), StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    /// <summary>Damage at rest: nobody wrote it and nobody is told.</summary>
    public void Flip(string name, long offset, int bit)
    {
        lock (Gate)
        {
            _names.Find(name).Flip(offset, bit);
            Lie(SimFault.FlippedWrite, name, offset, 1);
        }
    }

    /// <summary>Puts octets where nobody should, as a restore, a stray tool or an attacker would.</summary>
    public void Overwrite(string name, long offset, ReadOnlySpan<byte> octets)
    {
        lock (Gate)
        {
            _names.FindOrMake(name).Write(offset, octets, durable: true);
            Lie(SimFault.MisdirectedWrite, name, offset, octets.Length);
        }
    }

    public void Truncate(string name, long length)
    {
        lock (Gate)
        {
            _names.Find(name).SetLength(length);
            Lie(SimFault.LostWrite, name, length, 0);
        }
    }

    public void Remove(string name)
    {
        lock (Gate)
        {
            _names.Find(name);
            _names.Remove(name, durable: true);
            Lie(SimFault.ForgottenName, name, 0, 0);
        }
    }

    /// <summary>Asks fate before an operation. Faults that leave nothing to do are thrown; the others are for the caller to carry out.</summary>
    internal SimFault Strike(int generation, SimOperation operation, string name, SimContents contents)
    {
        if (_isOff || generation != _generation)
        {
            throw Fault(name, "its machine is gone");
        }

        _operations[operation] = _operations.GetValueOrDefault(operation) + 1;
        if (IsReadOnly && FaultRules.Changes(operation))
        {
            throw Fault(name, "the file system is read-only");
        }

        var fault = _misfortune.Draw(operation, name, contents.Dice);
        if (fault != SimFault.None)
        {
            Count(fault);
        }

        if (fault == SimFault.Slow)
        {
            _options.Clock?.Advance(TimeSpan.FromMilliseconds(contents.Dice.Between(1, 20_000)));
        }

        return fault;
    }

    internal void Trace(SimOperation operation, string name, SimContents contents, long offset, long length, SimFault fault, ulong content = 0) =>
        _trace.Add(operation, name, contents.Operations++, offset, length, fault, content);

    internal void Lie(SimFault fault, string name, long offset, long length) => _lies.Add(new(fault, name, offset, length));

    internal long Room() => CapacityBytes == long.MaxValue ? long.MaxValue : Math.Max(0, CapacityBytes - _names.UsedBytes());

    internal StorageFaultException PowerGoes(string name)
    {
        _generation++;
        GoOff();
        return Fault(name, "the power went");
    }

    internal StorageFaultException NoRoom(string name) => new($"{Place}/{name}: no space left on the device.") { IsFull = true };

    internal StorageFaultException Fault(string name, string why) => new($"{Place}/{name}: {why}.");

    private void GoOff()
    {
        if (!_isOff)
        {
            (_liesAtCutBeforeLast, _liesAtLastCut) = (_liesAtLastCut, _lies.Count);
        }

        _isOff = true;
        _names.Settle();
    }

    private static byte[] Whole(SimContents contents)
    {
        var octets = new byte[contents.Length];
        contents.Read(0, octets);
        return octets;
    }

    private void Count(SimFault fault) => _faults[fault] = _faults.GetValueOrDefault(fault) + 1;
}
