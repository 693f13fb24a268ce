using System.Diagnostics;
using System.Numerics;

namespace MailStore.Load.Measuring;

/// <summary>
/// How often which time was taken: log-linear, as in HdrHistogram. Each power of two of nanoseconds is cut into 128 pieces, so a percentile is right
/// to one part in 128, however long the tail, and recording takes no memory.
/// </summary>
internal sealed class Histogram
{
    private const int PieceBits = 7;
    private const int Pieces = 1 << PieceBits;

    private readonly long[] _counts = new long[(64 - PieceBits) * Pieces];

    public long Count { get; private set; }

    public double MaxMilliseconds { get; private set; }

    /// <param name="from">As <see cref="Stopwatch"/> counts.</param>
    public void Record(long from, long to)
    {
        // A TimeSpan would cut it to 100 ns.
        var nanoseconds = Math.Max(0, (long)((to - from) * (1e9 / Stopwatch.Frequency)));
        _counts[PlaceOf(nanoseconds)]++;
        Count++;
        MaxMilliseconds = Math.Max(MaxMilliseconds, nanoseconds / 1e6);
    }

    public void Add(Histogram other)
    {
        for (var place = 0; place < _counts.Length; place++)
        {
            _counts[place] += other._counts[place];
        }

        Count += other.Count;
        MaxMilliseconds = Math.Max(MaxMilliseconds, other.MaxMilliseconds);
    }

    /// <summary>The time that this part of all took at most; 0 if nothing was recorded.</summary>
    public double At(double part)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * part));
        var seen = 0L;
        for (var place = 0; place < _counts.Length; place++)
        {
            seen += _counts[place];
            if (seen >= wanted)
            {
                return Math.Min(MaxMilliseconds, HighestOf(place) / 1e6);
            }
        }

        return 0;
    }

    // Below 128 a piece is a nanosecond; from there on the highest bits say which piece of which power it is.
    private static int PlaceOf(long nanoseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)nanoseconds | 1) - PieceBits);
        return (shift * Pieces) + (int)(nanoseconds >> shift);
    }

    private static long HighestOf(int place)
    {
        var shift = Math.Max(0, (place / Pieces) - 1);
        return ((place - ((long)shift * Pieces) + 1) << shift) - 1;
    }
}
