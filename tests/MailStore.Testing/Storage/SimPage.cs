using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

/// <summary>
/// A stretch of a file: what a reader finds now, and what the machine finds after a power cut. Both are one array as long as
/// they agree. A dirty sector remembers each version it had since it was last durable, for any of them may survive.
/// </summary>
internal sealed class SimPage
{
    public const int Bytes = 16 * 1024;
    public const int SectorBytes = 512;

    private byte[] _now = new byte[Bytes];
    private byte[] _safe;
    private uint _dirty;
    private Dictionary<int, List<byte[]>>? _between;

    public SimPage()
    {
        _safe = _now;
    }

    public bool IsDirty => _dirty != 0;

    public ReadOnlySpan<byte> Now => _now;

    public ReadOnlySpan<byte> Safe => _safe;

    /// <summary>Part of one sector, until the next flush in the cache only.</summary>
    public void WriteVolatile(int offset, ReadOnlySpan<byte> octets)
    {
        if (ReferenceEquals(_now, _safe))
        {
            _now = (byte[])_safe.Clone();
        }

        var sector = offset / SectorBytes;
        if ((_dirty & (1u << sector)) != 0)
        {
            _between ??= [];
            if (!_between.TryGetValue(sector, out var versions))
            {
                _between.Add(sector, versions = []);
            }

            versions.Add(_now.AsSpan(sector * SectorBytes, SectorBytes).ToArray());
        }

        octets.CopyTo(_now.AsSpan(offset));
        _dirty |= 1u << sector;
    }

    /// <summary>Part of one sector, durable at once. The whole sector goes to the disk, with what was in the cache.</summary>
    public void WriteDurable(int offset, ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_now.AsSpan(offset));
        Keep(offset / SectorBytes);
    }

    public void Flush()
    {
        for (var sector = 0; _dirty != 0; sector++)
        {
            Keep(sector);
        }
    }

    /// <summary>Zeros from an offset on, durably.</summary>
    public void Clear(int offset)
    {
        _now.AsSpan(offset).Clear();
        for (var sector = offset / SectorBytes; sector < Bytes / SectorBytes; sector++)
        {
            Keep(sector);
        }
    }

    /// <summary>The power is gone: each dirty sector has one of its versions, old or new.</summary>
    public void Settle(Dice dice)
    {
        for (var sector = 0; _dirty != 0; sector++)
        {
            if ((_dirty & (1u << sector)) == 0)
            {
                continue;
            }

            var versions = _between?.GetValueOrDefault(sector);
            var roll = dice.Below(2 + (versions?.Count ?? 0));
            var into = _now.AsSpan(sector * SectorBytes, SectorBytes);
            if (roll == 0)
            {
                _safe.AsSpan(sector * SectorBytes, SectorBytes).CopyTo(into);
            }
            else if (roll >= 2)
            {
                versions![roll - 2].CopyTo(into);
            }

            Keep(sector);
        }
    }

    /// <summary>Damage that nobody wrote: it is on the disk as well.</summary>
    public void Flip(int offset, int bit)
    {
        _now[offset] ^= (byte)(1 << bit);
        if (!ReferenceEquals(_now, _safe))
        {
            _safe[offset] ^= (byte)(1 << bit);
        }
    }

    private void Keep(int sector)
    {
        if (ReferenceEquals(_now, _safe))
        {
            return;
        }

        _now.AsSpan(sector * SectorBytes, SectorBytes).CopyTo(_safe.AsSpan(sector * SectorBytes));
        _between?.Remove(sector);
        _dirty &= ~(1u << sector);
        if (_dirty == 0)
        {
            _safe = _now;
        }
    }
}
