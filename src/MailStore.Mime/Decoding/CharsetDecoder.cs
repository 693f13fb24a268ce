using System.Text;

namespace MailStore.Mime.Decoding;

/// <summary>
/// Text of any charset as UTF-16, octets cut in any way. It never refuses: what a charset has no character for is U+FFFD. It keeps
/// what it needed once and then allocates nothing.
/// </summary>
public sealed class CharsetDecoder
{
    /// <summary>Room that is enough for what a single step of any charset gives.</summary>
    public const int RoomMin = 64;

    private static readonly DecoderReplacementFallback Replacement = new("\uFFFD");

    private readonly Dictionary<int, Decoder> _decoders = [];
    private readonly GuessDecoder _guess = new();
    private readonly Utf7Decoder _utf7 = new();
    private Decoder? _decoder;
    private int _codePage;

    /// <summary>Forgets the text before. False if nobody knows the charset; then it is guessed.</summary>
    public bool Begin(ReadOnlySpan<byte> charset)
    {
        var isKnown = Charsets.TryFind(charset, out var codePage);
        Begin(codePage);
        return isKnown;
    }

    /// <param name="codePage">From <see cref="Charsets.TryFind"/>.</param>
    public void Begin(int codePage)
    {
        _codePage = codePage;
        _guess.Begin();
        _utf7.Begin();
        if (codePage is Charsets.Guess or Charsets.Utf7)
        {
            _decoder = null;
            return;
        }

        if (!_decoders.TryGetValue(codePage, out _decoder))
        {
            _decoder = Charsets.OfCodePage(codePage).GetDecoder();
            _decoder.Fallback = Replacement;
            _decoders.Add(codePage, _decoder);
        }

        _decoder.Reset();
    }

    /// <summary>Decodes as much as there is, or as much as fits.</summary>
    /// <param name="octets">Text in its charset.</param>
    /// <param name="text">Room of <see cref="RoomMin"/> at least.</param>
    /// <param name="isFinal">Nothing comes behind these octets.</param>
    /// <param name="consumed">Octets that need not be given again.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>True if all octets are consumed and all they say is written.</returns>
    public bool Decode(ReadOnlySpan<byte> octets, Span<char> text, bool isFinal, out int consumed, out int written)
    {
        if (_decoder is null)
        {
            return _codePage == Charsets.Utf7
                ? _utf7.Decode(octets, text, out consumed, out written)
                : _guess.Decode(octets, text, isFinal, out consumed, out written);
        }

        _decoder.Convert(octets, text, isFinal, out consumed, out written, out var isDone);
        return isDone;
    }
}
