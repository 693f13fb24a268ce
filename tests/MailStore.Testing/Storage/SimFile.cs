using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MailStore.Log.Devices;
using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

internal sealed class SimFile : IStorageFile
{
    private readonly SimDisk _disk;
    private readonly int _generation;
    private readonly SimContents _contents;
    private readonly WriteMode _mode;
    private bool _isDisposed;

    public SimFile(SimDisk disk, int generation, string name, SimContents contents, WriteMode mode)
    {
        _disk = disk;
        _generation = generation;
        _contents = contents;
        _mode = mode;
        Name = name;
        disk.OpenFiles++;
    }

    public string Name { get; }

    public int BlockBytes => _disk.BlockBytes;

    public long Length
    {
        get
        {
            lock (_disk.Gate)
            {
                return _contents.Length;
            }
        }
    }

    public int Read(long offset, Span<byte> into)
    {
        lock (_disk.Gate)
        {
            var fault = Strike(SimOperation.Read);
            _disk.Trace(SimOperation.Read, Name, _contents, offset, into.Length, fault);
            if (fault == SimFault.Error)
            {
                throw _disk.Fault(Name, $"input/output error on reading at {offset}");
            }

            var count = _contents.Read(offset, into);
            if (fault == SimFault.FlippedRead && count > 0)
            {
                var at = _contents.Dice.Below(count);
                into[at] ^= (byte)(1 << _contents.Dice.Below(8));
                _disk.Lie(fault, Name, offset + at, 1);
            }

            return count;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> octets)
    {
        CheckWrite(offset, octets);
        lock (_disk.Gate)
        {
            var fault = Strike(SimOperation.Write);
            var growth = Math.Max(0, offset + octets.Length - _contents.Length);
            if (fault == SimFault.None && growth > _disk.Room())
            {
                fault = SimFault.Full;
            }

            _disk.Trace(SimOperation.Write, Name, _contents, offset, octets.Length, fault, Fingerprint.Of(octets));
            Carry(fault, offset, octets, durable: _mode == WriteMode.Durable);
        }
    }

    public void Flush()
    {
        lock (_disk.Gate)
        {
            var fault = Strike(SimOperation.Flush);
            _disk.Trace(SimOperation.Flush, Name, _contents, 0, 0, fault);
            switch (fault)
            {
                case SimFault.Error:
                    // As Linux does it: what could not be written is forgotten as dirty and may be lost for good.
                    throw _disk.Fault(Name, "input/output error on flushing it");
                case SimFault.PowerCut:
                    throw _disk.PowerGoes(Name);
                case SimFault.LostFlush:
                    _disk.Lie(fault, Name, 0, _contents.Length);
                    break;
                default:
                    _contents.Flush();
                    break;
            }
        }
    }

    public void SetLength(long length)
    {
        CheckWritable();
        lock (_disk.Gate)
        {
            var fault = Strike(SimOperation.SetLength);
            var growth = length - _contents.Length;
            if (fault == SimFault.None && growth > _disk.Room())
            {
                fault = SimFault.Full;
            }

            _disk.Trace(SimOperation.SetLength, Name, _contents, length, 0, fault);
            switch (fault)
            {
                case SimFault.Error:
                    throw _disk.Fault(Name, "input/output error on setting its length");
                case SimFault.Full:
                    throw _disk.NoRoom(Name);
                case SimFault.PowerCut:
                    if (_contents.Dice.Percent(50))
                    {
                        _contents.SetLength(length);
                    }

                    throw _disk.PowerGoes(Name);
                default:
                    _contents.SetLength(length);
                    break;
            }
        }
    }

    public void Dispose()
    {
        lock (_disk.Gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _disk.OpenFiles--;
            }
        }
    }

    private void Carry(SimFault fault, long offset, ReadOnlySpan<byte> octets, bool durable)
    {
        switch (fault)
        {
            case SimFault.Error:
                _contents.WriteTorn(offset, octets, durable, _contents.Dice);
                throw _disk.Fault(Name, $"input/output error on writing at {offset}");
            case SimFault.Full:
                _contents.Write(offset, octets[..Fitting(offset, octets.Length)], durable);
                throw _disk.NoRoom(Name);
            case SimFault.PowerCut:
                _contents.WriteTorn(offset, octets, durable, _contents.Dice);
                throw _disk.PowerGoes(Name);
            case SimFault.LostWrite:
                _disk.Lie(fault, Name, offset, octets.Length);
                break;
            case SimFault.TornWrite:
                if (_contents.WriteTorn(offset, octets, durable, _contents.Dice) > 0)
                {
                    _disk.Lie(fault, Name, offset, octets.Length);
                }

                break;
            case SimFault.MisdirectedWrite:
                var elsewhere = Elsewhere(offset);
                _disk.Lie(fault, Name, offset, octets.Length);
                _disk.Lie(fault, Name, elsewhere, octets.Length);
                _contents.Write(elsewhere, octets, durable);
                break;
            case SimFault.FlippedWrite:
                _contents.Write(offset, Flipped(offset, octets), durable);
                break;
            case SimFault.CachedWrite:
                _disk.Lie(fault, Name, offset, octets.Length);
                _contents.Write(offset, octets, durable: false);
                break;
            default:
                _contents.Write(offset, octets, durable);
                break;
        }
    }

    private SimFault Strike(SimOperation operation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _disk.Strike(_generation, operation, Name, _contents);
    }

    private byte[] Flipped(long offset, ReadOnlySpan<byte> octets)
    {
        var copy = octets.ToArray();
        if (copy.Length > 0)
        {
            var at = _contents.Dice.Below(copy.Length);
            copy[at] ^= (byte)(1 << _contents.Dice.Below(8));
            _disk.Lie(SimFault.FlippedWrite, Name, offset + at, 1);
        }

        return copy;
    }

    // What was in the file before is its own room; the rest of a disk that fills up takes some first sectors or none.
    private int Fitting(long offset, int length)
    {
        var inside = (int)Math.Clamp(_contents.Length - offset, 0, length);
        var more = (int)Math.Min(length - inside, _disk.Room()) / SimPage.SectorBytes;
        return inside + _contents.Dice.Below(more + 1) * SimPage.SectorBytes;
    }

    private long Elsewhere(long offset)
    {
        var blocks = (int)Math.Min(int.MaxValue, _contents.Length / BlockBytes);
        var there = blocks > 1 ? (long)_contents.Dice.Below(blocks) * BlockBytes : offset + BlockBytes;
        return there == offset ? offset + BlockBytes : there;
    }

    private unsafe void CheckWrite(long offset, ReadOnlySpan<byte> octets)
    {
        CheckWritable();
        if (_mode != WriteMode.Durable)
        {
            return;
        }

        var memory = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(octets));
        if (offset % BlockBytes != 0 || octets.Length % BlockBytes != 0 || memory % (nuint)BlockBytes != 0)
        {
            throw new InvalidOperationException(
                $"{Name}: a durable write at {offset} of {octets.Length} octets from memory at {memory:x} is not aligned to {BlockBytes}.");
        }
    }

    private void CheckWritable()
    {
        if (_mode == WriteMode.ReadOnly)
        {
            throw new InvalidOperationException($"{Name} was opened for reading and is written.");
        }
    }
}
