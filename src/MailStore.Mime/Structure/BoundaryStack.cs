namespace MailStore.Mime.Structure;

/// <summary>The boundaries of the multiparts that are open, outermost first, in memory that is taken once.</summary>
internal sealed class BoundaryStack(int depthMax)
{
    /// <summary>"--", the boundary, "--": what has to be seen of a line to know it.</summary>
    public const int LineBytesMax = MimeLimits.BoundaryBytesMax + 4;

    private readonly byte[] _octets = new byte[depthMax * MimeLimits.BoundaryBytesMax];
    private readonly int[] _lengths = new int[depthMax];
    private readonly int[] _parts = new int[depthMax];

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public bool IsFull => Count == _lengths.Length;

    public void Clear() => Count = 0;

    public void Push(int part, ReadOnlySpan<byte> boundary)
    {
        boundary = boundary[..Math.Min(boundary.Length, MimeLimits.BoundaryBytesMax)];
        boundary.CopyTo(_octets.AsSpan(Count * MimeLimits.BoundaryBytesMax));
        _lengths[Count] = boundary.Length;
        _parts[Count++] = part;
    }

    /// <summary>Forgets this boundary and those inside of it.</summary>
    public void Cut(int count) => Count = count;

    public int PartOf(int index) => _parts[index];

    /// <summary>
    /// Which boundary a line begins with. RFC 2046 §5.1.1: the beginning decides, and what stands behind it does not count. So of
    /// several the longest is meant, and among equals the innermost.
    /// </summary>
    /// <param name="line">As much of it as has to be seen, line end or not.</param>
    /// <returns>-1 if none.</returns>
    public int Find(ReadOnlySpan<byte> line, out bool isLast)
    {
        isLast = false;
        if (line is not [(byte)'-', (byte)'-', .. var rest])
        {
            return -1;
        }

        var best = -1;
        for (var i = Count - 1; i >= 0; i--)
        {
            if ((best < 0 || _lengths[i] > _lengths[best]) && rest.StartsWith(_octets.AsSpan(i * MimeLimits.BoundaryBytesMax, _lengths[i])))
            {
                best = i;
            }
        }

        isLast = best >= 0 && rest[_lengths[best]..] is [(byte)'-', (byte)'-', ..];
        return best;
    }
}
