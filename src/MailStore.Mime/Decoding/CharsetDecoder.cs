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

    private const int Utf16 = 1200;
    private const int Utf16BigEndian = 1201;

    private readonly Dictionary<int, Decoder> _decoders = [];
    private readonly Dictionary<int, SingleOctetTable?> _tables = [];
    private readonly GuessDecoder _guess = new();
    private readonly Utf7Decoder _utf7 = new();
    private Decoder? _decoder;
    private SingleOctetTable? _table;
    private bool _isAtMark;
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
        _isAtMark = codePage is Utf16 or Utf16BigEndian;
        _guess.Begin();
        _utf7.Begin();
        _table = null;
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
            _tables.Add(codePage, SingleOctetTable.Of(Charsets.OfCodePage(codePage), _decoder));
        }

        _table = _tables[codePage];
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

        if (_table is not null)
        {
            return _table.Decode(octets, text, out consumed, out written);
        }

        if (_isAtMark && !octets.IsEmpty)
        {
            DecodeMark(octets[0], text, out consumed, out written);
            return octets.Length == 1 && !isFinal;
        }

        _decoder.Convert(octets, text, isFinal, out consumed, out written, out var isDone);
        return isDone;
    }

    /// <summary>A byte order mark the wrong way round: what is called UTF-16 comes in either order (RFC 2781 §4.3). Octet by octet up to the first character.</summary>
    private void DecodeMark(byte octet, Span<char> text, out int consumed, out int written)
    {
        _decoder!.Convert([octet], text, flush: false, out consumed, out written, out _);
        _isAtMark = written == 0;
        if (written == 1 && text[0] == '\uFFFE')
        {
            Begin(_codePage == Utf16 ? Utf16BigEndian : Utf16);
            (_isAtMark, written) = (false, 0);
        }
    }
}
