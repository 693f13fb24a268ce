namespace MailStore.Log.Records;

/// <summary>
/// Where a frame begins: number of its segment, and offset within. Addresses of one volume grow with time and are never used
/// again; none is 0. Segments of the cold generation have the top bit of the number set.
/// </summary>
public readonly record struct LogAddress(ulong Value) : IComparable<LogAddress>
{
    private const uint ColdBit = 0x8000_0000;

    public LogAddress(uint segment, uint offset)
        : this(((ulong)segment << 32) | offset)
    {
    }

    public static LogAddress None => default;

    /// <summary>Behind all others.</summary>
    public static LogAddress Last => new(ulong.MaxValue);

    public uint Segment => (uint)(Value >> 32);

    public uint Offset => (uint)Value;

    public bool IsNone => Value == 0;

    public bool IsCold => (Segment & ColdBit) != 0;

    public static bool operator <(LogAddress left, LogAddress right) => left.Value < right.Value;

    public static bool operator >(LogAddress left, LogAddress right) => left.Value > right.Value;

    public static bool operator <=(LogAddress left, LogAddress right) => left.Value <= right.Value;

    public static bool operator >=(LogAddress left, LogAddress right) => left.Value >= right.Value;

    /// <summary>The number of a segment of the cold generation.</summary>
    public static uint ColdSegment(uint number) => number | ColdBit;

    public int CompareTo(LogAddress other) => Value.CompareTo(other.Value);

    public override string ToString() => $"{(IsCold ? "c" : "j")}{Segment & ~ColdBit}:{Offset}";
}
