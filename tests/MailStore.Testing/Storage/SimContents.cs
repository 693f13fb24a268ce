using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

/// <summary>What a file holds, whatever its names are. Pages that nobody wrote are zeros and take no memory.</summary>
internal sealed class SimContents
{
    private readonly List<SimPage?> _pages = [];
    private long _safeLength;

    public SimContents(Dice dice)
    {
        Dice = dice;
    }

    /// <summary>The dice of this file: what strikes it does not depend on what other files do meanwhile.</summary>
    public Dice Dice { get; }

    public long Operations { get; set; }

    public long Length { get; private set; }

    public int Read(long offset, Span<byte> into)
    {
        var wanted = (int)Math.Clamp(Length - offset, 0, into.Length);
        for (var done = 0; done < wanted;)
        {
            var (page, within) = Math.DivRem(offset + done, SimPage.Bytes);
            var piece = into.Slice(done, Math.Min(wanted - done, SimPage.Bytes - (int)within));
            if (page < _pages.Count && _pages[(int)page] is { } held)
            {
                held.Now.Slice((int)within, piece.Length).CopyTo(piece);
            }
            else
            {
                piece.Clear();
            }

            done += piece.Length;
        }

        return wanted;
    }

    public void Write(long offset, ReadOnlySpan<byte> octets, bool durable)
    {
        while (!octets.IsEmpty)
        {
            var piece = octets[..Math.Min(octets.Length, SimPage.SectorBytes - (int)(offset % SimPage.SectorBytes))];
            WriteSector(offset, piece, durable);
            offset += piece.Length;
            octets = octets[piece.Length..];
        }
    }

    /// <summary>Each sector by itself reaches the disk, or not.</summary>
    /// <returns>How many did not.</returns>
    public int WriteTorn(long offset, ReadOnlySpan<byte> octets, bool durable, Dice dice)
    {
        var lost = 0;
        // Half of all tears are a beginning without its end, as a disk without a cache makes them.
        var end = dice.Percent(50) ? dice.Below(octets.Length / SimPage.SectorBytes + 1) : -1;
        for (var sector = 0; !octets.IsEmpty; sector++)
        {
            var piece = octets[..Math.Min(octets.Length, SimPage.SectorBytes - (int)(offset % SimPage.SectorBytes))];
            if (end >= 0 ? sector < end : dice.Percent(50))
            {
                WriteSector(offset, piece, durable);
            }
            else
            {
                lost++;
            }

            offset += piece.Length;
            octets = octets[piece.Length..];
        }

        return lost;
    }

    public void Flush()
    {
        foreach (var page in _pages)
        {
            page?.Flush();
        }

        _safeLength = Length;
    }

    public void SetLength(long length)
    {
        Cut(length);
        Length = length;
        _safeLength = length;
    }

    /// <summary>The power is gone: what is in no cache stays, of the rest anything may.</summary>
    public void Settle(Dice dice)
    {
        foreach (var page in _pages)
        {
            if (page is { IsDirty: true })
            {
                page.Settle(dice);
            }
        }

        if (Length != _safeLength)
        {
            var length = dice.Below(3) switch
            {
                0 => _safeLength,
                1 => Length,
                _ => Math.Min(Length, _safeLength + dice.Below((int)Math.Min(int.MaxValue, Length - _safeLength + 1))),
            };
            SetLength(length);
        }
    }

    public void Flip(long offset, int bit) => PageAt(offset / SimPage.Bytes).Flip((int)(offset % SimPage.Bytes), bit);

    private void WriteSector(long offset, ReadOnlySpan<byte> piece, bool durable)
    {
        var page = PageAt(offset / SimPage.Bytes);
        var within = (int)(offset % SimPage.Bytes);
        var end = offset + piece.Length;
        Length = Math.Max(Length, end);
        if (durable)
        {
            page.WriteDurable(within, piece);
            _safeLength = Math.Max(_safeLength, end);
        }
        else
        {
            page.WriteVolatile(within, piece);
        }
    }

    private SimPage PageAt(long number)
    {
        while (_pages.Count <= number)
        {
            _pages.Add(null);
        }

        return _pages[(int)number] ??= new();
    }

    private void Cut(long length)
    {
        var (page, within) = Math.DivRem(length, SimPage.Bytes);
        var keep = (int)(within > 0 ? page + 1 : page);
        if (keep < _pages.Count)
        {
            _pages.RemoveRange(keep, _pages.Count - keep);
        }

        if (within > 0 && page < _pages.Count)
        {
            _pages[(int)page]?.Clear((int)within);
        }
    }
}
