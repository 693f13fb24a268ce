using MailStore.Log.Devices;

namespace MailStore.Testing.Storage;

/// <summary>A simulated disk as one process has it mounted. When the process or the power is gone, every call is a fault.</summary>
public sealed class SimStorage : IStorage
{
    private const int CopyBytes = 64 * 1024;

    private readonly SimDisk _disk;
    private readonly int _generation;

    internal SimStorage(SimDisk disk, int generation)
    {
        _disk = disk;
        _generation = generation;
    }

    public string Place => _disk.Place;

    public long FreeBytes
    {
        get
        {
            lock (_disk.Gate)
            {
                return _disk.Room();
            }
        }
    }

    // No order is promised by a file system, so none is given: names come by their hash.
    public IReadOnlyList<string> List()
    {
        lock (_disk.Gate)
        {
            return [.. _disk.Names.Now.Keys.OrderBy(Chance.Fingerprint.Of)];
        }
    }

    public bool Exists(string name)
    {
        lock (_disk.Gate)
        {
            return _disk.Names.Now.ContainsKey(name);
        }
    }

    public IStorageFile Create(string name, WriteMode mode)
    {
        lock (_disk.Gate)
        {
            var contents = _disk.Names.Make(name);
            Add(SimOperation.Create, name, contents);
            return new SimFile(_disk, _generation, name, contents, mode);
        }
    }

    public IStorageFile Open(string name, WriteMode mode)
    {
        lock (_disk.Gate)
        {
            var contents = Existing(name);
            var fault = _disk.Strike(_generation, SimOperation.Open, name, contents);
            _disk.Trace(SimOperation.Open, name, contents, 0, 0, fault);
            if (fault == SimFault.Error)
            {
                throw _disk.Fault(name, "input/output error on opening it");
            }

            if (_disk.IsReadOnly && mode != WriteMode.ReadOnly)
            {
                throw _disk.Fault(name, "the file system is read-only");
            }

            return new SimFile(_disk, _generation, name, contents, mode);
        }
    }

    public void Delete(string name)
    {
        lock (_disk.Gate)
        {
            var contents = Existing(name);
            var fault = _disk.Strike(_generation, SimOperation.Delete, name, contents);
            _disk.Trace(SimOperation.Delete, name, contents, 0, 0, fault);
            switch (fault)
            {
                case SimFault.Error:
                    throw _disk.Fault(name, "input/output error on removing it");
                case SimFault.PowerCut:
                    _disk.Names.Remove(name, durable: contents.Dice.Percent(50));
                    throw _disk.PowerGoes(name);
                case SimFault.ForgottenName:
                    _disk.Lie(fault, name, 0, 0);
                    _disk.Names.Remove(name, durable: false);
                    break;
                default:
                    _disk.Names.Remove(name, durable: true);
                    break;
            }
        }
    }

    public void Link(string name, IStorage target, string targetName)
    {
        if (target is SimStorage other && ReferenceEquals(other._disk, _disk))
        {
            lock (_disk.Gate)
            {
                Add(SimOperation.Link, targetName, Existing(name));
            }
        }
        else
        {
            Copy(name, target, targetName);
        }
    }

    private void Copy(string name, IStorage target, string targetName)
    {
        using var source = Open(name, WriteMode.ReadOnly);
        using var copy = target.Create(targetName, WriteMode.Buffered);
        var octets = new byte[CopyBytes];
        for (var offset = 0L; source.Read(offset, octets) is > 0 and var count; offset += count)
        {
            copy.Write(offset, octets.AsSpan(0, count));
        }

        copy.Flush();
    }

    private void Add(SimOperation operation, string name, SimContents contents)
    {
        if (_disk.Names.Now.ContainsKey(name))
        {
            throw _disk.Fault(name, "a file of this name is there already");
        }

        var fault = _disk.Strike(_generation, operation, name, contents);
        if (fault == SimFault.None && _disk.Room() == 0)
        {
            fault = SimFault.Full;
        }

        _disk.Trace(operation, name, contents, 0, 0, fault);
        switch (fault)
        {
            case SimFault.Error:
                // The name may be there all the same.
                if (contents.Dice.Percent(50))
                {
                    _disk.Names.Add(name, contents, durable: true);
                }

                throw _disk.Fault(name, "input/output error on making it");
            case SimFault.Full:
                throw _disk.NoRoom(name);
            case SimFault.PowerCut:
                _disk.Names.Add(name, contents, durable: contents.Dice.Percent(50));
                throw _disk.PowerGoes(name);
            case SimFault.ForgottenName:
                _disk.Lie(fault, name, 0, 0);
                _disk.Names.Add(name, contents, durable: false);
                break;
            default:
                _disk.Names.Add(name, contents, durable: true);
                break;
        }
    }

    private SimContents Existing(string name) =>
        _disk.Names.Now.TryGetValue(name, out var contents) ? contents : throw _disk.Fault(name, "there is no such file");
}
