using System.Buffers;

namespace MailStore.Mime.Decoding;

/// <summary>
/// Undoes a transfer encoding, octets cut in any way. It never refuses: what is not as the encoding has it is dropped or
/// passed on, as is usual for it. It keeps a line of uuencode at most, allocates nothing, and serves one body after the other.
/// </summary>
public sealed class TransferDecoder
{
    private readonly Base64Decoder _base64 = new();
    private readonly QuotedPrintableDecoder _quotedPrintable = new();
    private readonly UuDecoder _uu = new();

    public TransferEncoding Encoding { get; private set; }

    /// <summary>Forgets the body before.</summary>
    public void Begin(TransferEncoding encoding)
    {
        Encoding = encoding;
        _base64.Begin();
        _quotedPrintable.Begin();
        _uu.Begin();
    }

    /// <summary>Decodes as much as there is, or as much as fits.</summary>
    /// <param name="input">Octets as they were sent.</param>
    /// <param name="output">Room of at least 4 octets.</param>
    /// <param name="isFinal">Nothing comes behind this input.</param>
    /// <param name="consumed">Octets of the input that need not be given again.</param>
    /// <param name="written">Octets of the output.</param>
    /// <returns>Done if all input was consumed and all of it that can be decoded so far is written, else DestinationTooSmall.</returns>
    public OperationStatus Decode(ReadOnlySpan<byte> input, Span<byte> output, bool isFinal, out int consumed, out int written)
    {
        var cursor = new DecodeCursor(input, output);
        var isDone = Encoding switch
        {
            TransferEncoding.Base64 => _base64.Decode(ref cursor, isFinal),
            TransferEncoding.QuotedPrintable => _quotedPrintable.Decode(ref cursor, isFinal),
            TransferEncoding.Uuencode => _uu.Decode(ref cursor, isFinal),
            _ => cursor.CopyAll(),
        };
        (consumed, written) = (cursor.Consumed, cursor.Written);
        return isDone ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }
}
