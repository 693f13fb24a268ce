using System.Buffers;
using System.Text;

namespace MailStore.Mime.Text;

/// <summary>The preview of a message (RFC 8970): the beginning of a part's text. Its memory is kept from part to part.</summary>
public sealed class PreviewWriter
{
    /// <summary>RFC 8970 §3.2: a preview has at most 200 characters.</summary>
    public const int CharactersMax = 200;

    /// <summary>So many octets of a part's body are enough: mail of HTML may have its styles in front.</summary>
    public const int BodyBytesMax = 32 * 1024;

    private readonly PreviewSink _sink = new(CharactersMax);
    private readonly PartText _text;

    public PreviewWriter(MimeLimits? limits = null) => _text = new(_sink, limits);

    /// <param name="partHeader">The header of the part, or of the message if it has no parts.</param>
    /// <param name="bodyStart">Its body as it was sent, as much of it as there is at hand.</param>
    /// <param name="output">Gets the preview, in UTF-8.</param>
    /// <returns>False if there is no text.</returns>
    public bool Write(ReadOnlySpan<byte> partHeader, ReadOnlySpan<byte> bodyStart, IBufferWriter<byte> output)
    {
        const int PieceBytes = 1024;
        _sink.Begin();
        _text.Begin(partHeader);
        bodyStart = bodyStart[..Math.Min(bodyStart.Length, BodyBytesMax)];
        while (!bodyStart.IsEmpty && !_sink.IsFull)
        {
            var piece = bodyStart[..Math.Min(bodyStart.Length, PieceBytes)];
            _text.Take(piece);
            bodyStart = bodyStart[piece.Length..];
        }

        if (!_sink.IsFull)
        {
            _text.Finish();
        }

        var text = _sink.Text;
        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, room));
        return !text.IsEmpty;
    }
}
