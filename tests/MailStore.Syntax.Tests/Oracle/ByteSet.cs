namespace MailStore.Syntax.Tests.Oracle;

/// <summary>A set of octets.</summary>
internal readonly record struct ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    public static ByteSet Empty => default;

    public static ByteSet Digits => Range('0', '9');

    public bool IsEmpty => (A | B | C | D) == 0;

    public static ByteSet Of(int value) => Range(value, value);

    public static ByteSet Range(int from, int to)
    {
        var set = Empty;
        for (var i = from; i <= to; i++)
        {
            set = set.With(i);
        }

        return set;
    }

    /// <summary>One character of a literal, in both cases if the literal is case-insensitive.</summary>
    public static ByteSet OfText(char character, bool caseSensitive) =>
        !caseSensitive && char.IsAsciiLetter(character)
            ? Of(char.ToUpperInvariant(character)) | Of(char.ToLowerInvariant(character))
            : Of(character);

    public static ByteSet operator |(ByteSet x, ByteSet y) => new(x.A | y.A, x.B | y.B, x.C | y.C, x.D | y.D);

    public static ByteSet operator &(ByteSet x, ByteSet y) => new(x.A & y.A, x.B & y.B, x.C & y.C, x.D & y.D);

    public static ByteSet operator ~(ByteSet x) => new(~x.A, ~x.B, ~x.C, ~x.D);

    public bool Has(int value) => ((Word(value >> 6) >> (value & 63)) & 1) != 0;

    public ByteSet With(int value)
    {
        var bit = 1UL << (value & 63);
        return (value >> 6) switch
        {
            0 => this with { A = A | bit },
            1 => this with { B = B | bit },
            2 => this with { C = C | bit },
            _ => this with { D = D | bit },
        };
    }

    public byte[] ToArray() => [.. Enumerable.Range(0, 256).Where(Has).Select(value => (byte)value)];

    private ulong Word(int index) => index switch { 0 => A, 1 => B, 2 => C, _ => D };
}
