using System.Text;

namespace MailStore.Mime.Text;

/// <summary>
/// Text made ready for comparing: case folded character by character (Unicode's simple folding, by way of upper case, so that the two small
/// sigmas are one), and each run of blanks and line ends one blank, for nobody knows where a line was broken.
/// </summary>
public struct FoldedText
{
    private char _high;

    public bool IsBlankBefore { get; private set; }

    public void Begin() => (_high, IsBlankBefore) = ('\0', false);

    /// <returns>How many characters there are for this one: 0, 1 or 2.</returns>
    public int Fold(char character, Span<char> folded)
    {
        if (char.IsAscii(character) || !char.IsSurrogate(character))
        {
            _high = '\0';
            var isBlank = char.IsWhiteSpace(character);
            folded[0] = isBlank ? ' ' : char.ToLowerInvariant(char.ToUpperInvariant(character));
            var isRepeated = isBlank && IsBlankBefore;
            IsBlankBefore = isBlank;
            return isRepeated ? 0 : 1;
        }

        IsBlankBefore = false;
        if (char.IsHighSurrogate(character))
        {
            _high = character;
            return 0;
        }

        var rune = _high == '\0' ? Rune.ReplacementChar : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(_high, character)));
        _high = '\0';
        return rune.EncodeToUtf16(folded);
    }
}
