using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MailStore.Engine.Search.Terms;

/// <summary>Folds plain text by the processor's vectors, and tells of which kind each character is: a bit for each, 64 characters a word.</summary>
internal static class AsciiRuns
{
    /// <summary>Characters that are looked at together: there must be room for as many behind the last one.</summary>
    public const int Block = 64;

    private const int Half = 32;

    /// <param name="text">With room behind the last character.</param>
    /// <param name="length">Characters of it that count.</param>
    /// <param name="folded">Gets the text, an octet a character.</param>
    /// <param name="words">Gets which are letters and digits.</param>
    /// <param name="blanks">Gets which are blanks; what is neither is a mark.</param>
    /// <returns>How many characters there are up to one that is not ASCII.</returns>
    public static int Fold(ReadOnlySpan<char> text, int length, Span<byte> folded, Span<ulong> words, Span<ulong> blanks)
    {
        for (int at = 0, word = 0; at < length; at += Block, word++)
        {
            var odd = (ulong)FoldHalf(text.Slice(at, Half), folded.Slice(at, Half), out var lowWords, out var lowBlanks)
                | ((ulong)FoldHalf(text.Slice(at + Half, Half), folded.Slice(at + Half, Half), out var highWords, out var highBlanks) << Half);
            words[word] = lowWords | ((ulong)highWords << Half);
            blanks[word] = lowBlanks | ((ulong)highBlanks << Half);
            if (odd != 0)
            {
                return Math.Min(length, at + BitOperations.TrailingZeroCount(odd));
            }
        }

        return length;
    }

    /// <returns>Which are not ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FoldHalf(ReadOnlySpan<char> text, Span<byte> folded, out uint words, out uint blanks)
    {
        var characters = MemoryMarshal.Cast<char, ushort>(text);
        var (low, high) = (Vector256.Create(characters), Vector256.Create(characters[(Half / 2)..]));
        var octets = Vector256.Narrow(low, high);
        var isLower = Vector256.LessThanOrEqual(octets - Vector256.Create((byte)'a'), Vector256.Create((byte)('z' - 'a')));
        octets ^= isLower & Vector256.Create((byte)0x20);
        var isWord = Vector256.LessThanOrEqual(octets - Vector256.Create((byte)'A'), Vector256.Create((byte)('Z' - 'A')))
            | Vector256.LessThanOrEqual(octets - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var isBlank = Vector256.LessThanOrEqual(octets - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t')))
            | Vector256.Equals(octets, Vector256.Create((byte)' '));
        octets.CopyTo(folded);
        (words, blanks) = (isWord.ExtractMostSignificantBits(), isBlank.ExtractMostSignificantBits());
        if (((low | high) & Vector256.Create((ushort)0xFF80)) == Vector256<ushort>.Zero)
        {
            return 0;
        }

        var ascii = Vector256.Create((ushort)0x7F);
        return Vector256.Narrow(Vector256.GreaterThan(low, ascii), Vector256.GreaterThan(high, ascii)).ExtractMostSignificantBits();
    }
}
