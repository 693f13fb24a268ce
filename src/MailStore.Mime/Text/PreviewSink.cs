using System.Text;

namespace MailStore.Mime.Text;

/// <summary>
/// Keeps the beginning of a text: so many characters, each run of blanks one blank, invisible ones left out, which mailings
/// fill their first lines with.
/// </summary>
internal sealed class PreviewSink(int charactersMax) : ITextSink
{
    private readonly char[] _text = new char[charactersMax * 2];
    private int _length;
    private int _characters;
    private char _high;
    private bool _isBlankBefore;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public bool IsFull => _characters >= charactersMax;

    public void Begin() => (_length, _characters, _high, _isBlankBefore) = (0, 0, '\0', false);

    public void Take(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (IsFull)
            {
                return;
            }

            if (char.IsHighSurrogate(character))
            {
                _high = character;
                continue;
            }

            var rune = char.IsLowSurrogate(character)
                ? (_high == '\0' ? Rune.ReplacementChar : new Rune(_high, character))
                : new Rune(character);
            _high = '\0';
            Add(rune);
        }
    }

    private void Add(Rune rune)
    {
        // A rule of dashes, which is what many lines of text begin with, is text like any other.
        if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
        {
            _isBlankBefore = _characters > 0;
            return;
        }

        if (IsInvisible(rune.Value))
        {
            return;
        }

        if (_isBlankBefore)
        {
            _isBlankBefore = false;
            _text[_length++] = ' ';
            if (++_characters >= charactersMax)
            {
                // The blank has nothing behind it.
                _length--;
                return;
            }
        }

        _length += rune.EncodeToUtf16(_text.AsSpan(_length));
        _characters++;
    }

    /// <summary>Soft hyphen, combining grapheme joiner, zero width spaces and marks of direction, word joiner, byte order mark.</summary>
    private static bool IsInvisible(int value) =>
        value is 0xAD or 0x34F or 0x200B or 0x200C or 0x200E or 0x200F or 0x2060 or 0xFEFF;
}
