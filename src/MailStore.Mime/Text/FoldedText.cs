using System.Text;

namespace MailStore.Mime.Text;

/// <summary>
/// Text made ready for comparing: by <see cref="Casemap"/>, and each run of blanks and line ends one blank, for nobody knows where a line
/// was broken.
/// </summary>
public struct FoldedText
{
    private char _high;
    private bool _isBlankBefore;

    /// <summary>The first half of a character was taken, and not the second.</summary>
    public readonly bool IsHalf => _high != '\0';

    public void Begin() => (_high, _isBlankBefore) = ('\0', false);

    /// <summary>Something was passed over that is no blank.</summary>
    public void Pass() => _isBlankBefore = false;

    /// <summary>Plain characters up to one that is none, which may be the first.</summary>
    /// <param name="folded">Room for as many.</param>
    /// <param name="count">How many characters there are for these.</param>
    /// <returns>How many were taken.</returns>
    public int FoldPlain(ReadOnlySpan<char> text, Span<char> folded, out int count)
    {
        var (at, isBlankBefore) = (0, _isBlankBefore);
        count = 0;
        for (; at < text.Length && char.IsAscii(text[at]); at++)
        {
            var character = text[at];
            var isBlank = char.IsWhiteSpace(character);
            if (!isBlank || !isBlankBefore)
            {
                folded[count++] = isBlank ? ' ' : char.ToUpperInvariant(character);
            }

            isBlankBefore = isBlank;
        }

        if (at > 0)
        {
            (_high, _isBlankBefore) = ('\0', isBlankBefore);
        }

        return at;
    }

    /// <param name="folded">Room for <see cref="Casemap.FoldedMax"/>.</param>
    /// <returns>How many characters there are for this one; perhaps none.</returns>
    public int Fold(char character, Span<char> folded)
    {
        if (char.IsSurrogate(character))
        {
            return FoldHalf(character, folded);
        }

        _high = '\0';
        if (char.IsWhiteSpace(character))
        {
            folded[0] = ' ';
            var isRepeated = _isBlankBefore;
            _isBlankBefore = true;
            return isRepeated ? 0 : 1;
        }

        var count = Casemap.Fold(character, folded);
        return count == 1 ? One() : WithoutRuns(folded[..count]);
    }

    // No single character but a blank becomes one.
    private int One()
    {
        _isBlankBefore = false;
        return 1;
    }

    private int FoldHalf(char character, Span<char> folded)
    {
        if (char.IsHighSurrogate(character))
        {
            // Alone it is nothing.
            (_high, _isBlankBefore) = (character, false);
            return 0;
        }

        var rune = _high == '\0' ? Rune.ReplacementChar : new Rune(_high, character);
        _high = '\0';
        return WithoutRuns(folded[..Casemap.Fold(rune, folded)]);
    }

    // Accents that stand alone come with a blank below them.
    private int WithoutRuns(Span<char> folded)
    {
        var kept = 0;
        foreach (var character in folded)
        {
            var isBlank = character == ' ';
            if (!isBlank || !_isBlankBefore)
            {
                folded[kept++] = character;
            }

            _isBlankBefore = isBlank;
        }

        return kept;
    }
}
