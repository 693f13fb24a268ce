using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace MailStore.Wire.Parsing;

/// <summary>The state of one parse, for generated code only: the frame, and why it stopped.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Scan
{
    public readonly ref byte F;
    public readonly int Length;

    /// <summary>Levels of nesting entered so far.</summary>
    public int Depth;

    /// <summary>The command in hand, in the upper half of a resume point.</summary>
    public byte ResumeBase;

    private int _stopAt;
    private int _expected;
    private int _hintAt;
    private int _hint;
    private ulong _literalSize;
    private int _literalHeader;
    private byte _literalPoint;
    private bool _literalIsSynchronising;
    private bool _wantsLiteral;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scan(Frame frame)
    {
        // The rest is read only once it was written.
        Unsafe.SkipInit(out this);
        Depth = 0;
        ResumeBase = 0;
        _stopAt = 0;
        _hint = 0;
        _wantsLiteral = false;
        F = ref frame.Start;
        Length = frame.Length;
    }

    /// <summary>Records the failure and returns a negative position. A token that reached further says where, and counts.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Fail(nint at, int expected)
    {
        if (at >= _stopAt)
        {
            _stopAt = (int)at;
            _expected = expected;
        }

        return -1;
    }

    /// <summary>A general alternative is taken where keywords stand too: kept for the case that it fails.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Hint(nint at, int keywords)
    {
        _hintAt = (int)at;
        _hint = keywords;
    }

    /// <summary>The keywords that the last hint was about, by the number that the parser gave them; 0: none.</summary>
    public readonly int HintKeywords => _wantsLiteral ? 0 : _hint;

    public readonly int HintAt => _hintAt;

    /// <summary>A token could have gone on to here, but ends before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Reach(nint at, int expected)
    {
        if (at > _stopAt)
        {
            _stopAt = (int)at;
            _expected = expected;
        }
    }

    /// <summary>
    /// Fails inside a keyword: at the first byte that no keyword of the set has there. The set is "KEY\0KEY\0": a letter in upper case
    /// stands for both cases, what follows \x01 for itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint FailKeyword(nint at, ReadOnlySpan<byte> keywords, int expected)
    {
        const byte itself = 1;
        var longest = 0;
        while (keywords.Length > 0)
        {
            var (k, n, fits) = (0, 0, true);
            for (; keywords[k] != 0; k++)
            {
                var isExact = keywords[k] == itself;
                k += isExact ? 1 : 0;
                var octet = Unsafe.Add(ref F, at + n);
                fits = fits && (octet == keywords[k] || (!isExact && Upper(octet) == keywords[k]));
                n += fits ? 1 : 0;
            }

            longest = Math.Max(longest, n);
            keywords = keywords[(k + 1)..];
        }

        return Fail(at + longest, expected);
    }

    /// <summary>Stops at a literal that ends the frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Literal(nint header, ulong size, bool isSynchronising, byte resumePoint)
    {
        _wantsLiteral = true;
        _stopAt = Length;
        _literalHeader = (int)header;
        _literalSize = size;
        _literalIsSynchronising = isSynchronising;
        _literalPoint = resumePoint;
        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly ParseStatus Stop(out ParseStop stop)
    {
        stop = _wantsLiteral
            ? new(_stopAt, 0, new(_literalHeader, _literalSize, _literalIsSynchronising, _literalPoint))
            : new(_stopAt, _expected, default);
        return _wantsLiteral ? ParseStatus.NeedLiteral : ParseStatus.Invalid;
    }

    private static byte Upper(byte value) => value is >= (byte)'a' and <= (byte)'z' ? (byte)(value - 32) : value;
}
