namespace MailStore.Generators.Analysis;

/// <summary>An immutable set of octets, as 256 bits.</summary>
internal sealed class ByteSet : IEquatable<ByteSet>
{
    public static readonly ByteSet Empty = new(0, 0, 0, 0);
    public static readonly ByteSet All = new(~0UL, ~0UL, ~0UL, ~0UL);

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private List<(int From, int To)>? _ranges;

    private ByteSet(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    public bool IsEmpty => (_a | _b | _c | _d) == 0;

    public int Count => Bits(_a) + Bits(_b) + Bits(_c) + Bits(_d);

    /// <summary>The smallest member, or -1.</summary>
    public int First => _a != 0 ? Lowest(_a) : _b != 0 ? 64 + Lowest(_b) : _c != 0 ? 128 + Lowest(_c) : _d != 0 ? 192 + Lowest(_d) : -1;

    public static ByteSet Of(int value) => Range(value, value);

    public static ByteSet Range(int from, int to)
    {
        var words = new ulong[4];
        for (var i = from; i <= to; i++)
        {
            words[i >> 6] |= 1UL << (i & 63);
        }

        return new(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Both cases of a letter; any other octet alone.</summary>
    public static ByteSet Folded(int value) =>
        value is >= 'a' and <= 'z' ? Of(value) | Of(value - 32)
        : value is >= 'A' and <= 'Z' ? Of(value) | Of(value + 32)
        : Of(value);

    public static ByteSet operator |(ByteSet left, ByteSet right) =>
        new(left._a | right._a, left._b | right._b, left._c | right._c, left._d | right._d);

    public static ByteSet operator &(ByteSet left, ByteSet right) =>
        new(left._a & right._a, left._b & right._b, left._c & right._c, left._d & right._d);

    public static ByteSet operator ~(ByteSet set) => new(~set._a, ~set._b, ~set._c, ~set._d);

    public bool Contains(int value)
    {
        var word = (value >> 6) switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
        return ((word >> (value & 63)) & 1) != 0;
    }

    public bool Overlaps(ByteSet other) => !(this & other).IsEmpty;

    public bool IsSubsetOf(ByteSet other) => (this & ~other).IsEmpty;

    public bool Equals(ByteSet? other) =>
        other is not null && _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => Equals(obj as ByteSet);

    public override int GetHashCode() => unchecked((((((_a * 31) ^ _b) * 31) ^ _c) * 31 ^ _d).GetHashCode());

    /// <summary>Maximal runs of members, low to high.</summary>
    public List<(int From, int To)> Ranges() => _ranges ??= FindRanges();

    private static int Bits(ulong word)
    {
        var count = 0;
        for (; word != 0; word &= word - 1)
        {
            count++;
        }

        return count;
    }

    private static int Lowest(ulong word) => Bits((word & (0 - word)) - 1);

    private List<(int From, int To)> FindRanges()
    {
        var ranges = new List<(int From, int To)>();
        for (var i = 0; i < 256; i++)
        {
            if (!Contains(i))
            {
                continue;
            }

            var from = i;
            while (i < 255 && Contains(i + 1))
            {
                i++;
            }

            ranges.Add((from, i));
        }

        return ranges;
    }

    public override string ToString() =>
        string.Join(" ", Ranges().Select(static range => range.From == range.To ? Name(range.From) : Name(range.From) + "-" + Name(range.To)));

    /// <summary>An octet for people: a visible character in itself, else <c>%x0D</c>.</summary>
    public static string Name(int value) =>
        value is > 0x20 and < 0x7F ? ((char)value).ToString() : "%x" + value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
}
