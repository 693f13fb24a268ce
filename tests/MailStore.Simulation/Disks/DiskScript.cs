using MailStore.Log.Devices;
using MailStore.Testing.Chance;
using MailStore.Testing.Storage;

namespace MailStore.Simulation.Disks;

/// <summary>A made-up program that writes marked blocks, and remembers which of them the disk said to hold.</summary>
internal sealed class DiskScript(SimDisk disk, ulong seed)
{
    private const int Files = 4;
    private const int Blocks = 16;

    private readonly Dice _dice = new(seed);
    private readonly Dictionary<(string Name, int Block), byte> _acknowledged = [];

    /// <summary>Runs until the disk faults, or so many operations are done.</summary>
    public void Run(int operations)
    {
        using var octets = new AlignedOctets(disk.BlockBytes, disk.BlockBytes);
        var storage = disk.Mount();
        try
        {
            for (var i = 0; i < operations; i++)
            {
                Step(storage, octets.Span);
            }
        }
        catch (StorageFaultException)
        {
            disk.CutPower();
        }
    }

    /// <summary>Blocks that were acknowledged and are not there.</summary>
    public int CountMissing()
    {
        disk.IsCalm = true;
        var storage = disk.Mount();
        return _acknowledged.Count(entry => !Holds(storage, entry.Key.Name, entry.Key.Block, entry.Value));
    }

    private void Step(SimStorage storage, Span<byte> octets)
    {
        var name = $"f-{_dice.Below(Files)}";
        var block = _dice.Below(Blocks);
        using var file = storage.Exists(name) ? storage.Open(name, WriteMode.Durable) : storage.Create(name, WriteMode.Durable);
        // While it is under way, nothing is known about the block.
        _acknowledged.Remove((name, block));
        var mark = (byte)_dice.Between(1, 255);
        octets.Fill(mark);
        file.Write((long)block * disk.BlockBytes, octets);
        _acknowledged[(name, block)] = mark;
    }

    private bool Holds(SimStorage storage, string name, int block, byte mark)
    {
        if (!storage.Exists(name))
        {
            return false;
        }

        var octets = new byte[disk.BlockBytes];
        using var file = storage.Open(name, WriteMode.ReadOnly);
        return file.Read((long)block * disk.BlockBytes, octets) == octets.Length && !octets.AsSpan().ContainsAnyExcept(mark);
    }
}
