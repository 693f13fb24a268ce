using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MailStore.Mime.Fields;
using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Decoding;

/// <summary>
/// What a header value says to people: encoded words decoded (RFC 2047), also where they stand in quotes or glued to other
/// text, as in much real mail; raw octets above 127 are UTF-8 if the whole value is, else windows-1252. Line ends and NUL
/// that come out of an encoded word are blanks, so that no reader takes them for structure. Its memory is kept from value to value.
/// </summary>
public sealed class HeaderTextDecoder
{
    private const int KeptMax = 16 * 1024;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<byte> Folds = SearchValues.Create("\r\n\0"u8);

    private readonly FieldFrame _frame = new();
    private readonly CharsetDecoder _charset = new();
    private readonly Base64Decoder _base64 = new();

    // Octets of encoded words that follow each other in one charset: characters may be cut between them.
    private byte[] _octets = new byte[256];
    private int _length;
    private int _codePage;
    private bool _isOpen;

    /// <summary>Unstructured text: a subject, a display name without its quotes, a comment.</summary>
    public void Decode(ReadOnlySpan<byte> value, IBufferWriter<char> output)
    {
        value = FieldText.Trim(value);
        if (TryDecodePlain(value, output))
        {
            return;
        }

        var frame = _frame.Of(value);
        var rawCodePage = Utf8.IsValid(_frame.Value) ? Charsets.Guess : 1252;
        if (_frame.Value.IndexOf("=?"u8) < 0 || MessageParser.ParseUnstructured(frame, out var text, out _) != ParseStatus.Complete)
        {
            Raw(_frame.Value, rawCodePage, output);
            return;
        }

        Slice gap = default;
        var isWordBefore = false;
        foreach (var piece in text.TextPieces.In(frame))
        {
            if (piece.Kind == TextPieceKind.Gap)
            {
                gap = piece.Gap;
                continue;
            }

            // RFC 2047 §6.2: blanks between two encoded words are not shown.
            if (piece.Kind == TextPieceKind.Mark && EncodedWordText.TryRead(piece.Mark.Of(frame), out var word)
                && Charsets.TryFind(word.Charset, out var codePage))
            {
                Raw(isWordBefore ? default : gap.Of(frame), rawCodePage, output);
                Add(word, codePage, output);
                isWordBefore = true;
            }
            else
            {
                Close(output);
                Raw(gap.Of(frame), rawCodePage, output);
                Raw(piece.Kind == TextPieceKind.Mark ? piece.Mark.Of(frame) : piece.PlainText.Of(frame), rawCodePage, output);
                isWordBefore = false;
            }

            gap = default;
        }

        Close(output);
    }

    // Nearly all values are ASCII without an encoded word: unfolded (RFC 5322 §2.2.3), they are what they say.
    private static bool TryDecodePlain(ReadOnlySpan<byte> value, IBufferWriter<char> output)
    {
        var room = output.GetSpan(Math.Max(value.Length, CharsetDecoder.RoomMin));
        var used = 0;
        while (!value.IsEmpty)
        {
            var fold = value.IndexOfAny(Folds);
            var plain = fold < 0 ? value : value[..fold];
            if (Ascii.ToUtf16(plain, room[used..], out var written) != OperationStatus.Done || (fold >= 0 && value[fold] == 0))
            {
                return false;
            }

            used += written;
            value = fold < 0 ? default : value[(fold + 1)..];
        }

        if (room[..used].IndexOf("=?") >= 0)
        {
            return false;
        }

        output.Advance(used);
        return true;
    }

    /// <summary>Text in a charset of which it is known that all of it is there.</summary>
    internal void Decode(ReadOnlySpan<byte> octets, int codePage, IBufferWriter<char> output) => Raw(octets, codePage, output);

    private void Add(in EncodedWordText word, int codePage, IBufferWriter<char> output)
    {
        if (_isOpen && codePage != _codePage)
        {
            Close(output);
        }

        (_isOpen, _codePage) = (true, codePage);
        if (_octets.Length < _length + word.LengthMax)
        {
            Array.Resize(ref _octets, 2 * (_length + word.LengthMax));
        }

        _length += word.Decode(_base64, _octets.AsSpan(_length));
    }

    private void Close(IBufferWriter<char> output)
    {
        if (!_isOpen)
        {
            return;
        }

        Raw(_octets.AsSpan(0, _length), _codePage, output);
        (_isOpen, _length) = (false, 0);
        if (_octets.Length > KeptMax)
        {
            _octets = new byte[KeptMax];
        }
    }

    private void Raw(ReadOnlySpan<byte> octets, int codePage, IBufferWriter<char> output)
    {
        if (octets.IsEmpty)
        {
            return;
        }

        _charset.Begin(codePage);
        var isDone = false;
        while (!isDone)
        {
            var room = output.GetSpan(CharsetDecoder.RoomMin);
            isDone = _charset.Decode(octets, room, isFinal: true, out var consumed, out var written);
            octets = octets[consumed..];
            room[..written].ReplaceAny(Breaks, ' ');
            output.Advance(written);
        }
    }
}
