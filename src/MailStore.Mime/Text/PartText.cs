using System.Buffers;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>
/// The text of one part after the other: transfer encoding and charset undone, HTML without its tags, flowed lines put together.
/// Octets come cut in any way; what is kept of them is a few buffers of fixed size.
/// </summary>
public sealed class PartText
{
    private const int BufferSize = 4096;

    private readonly ContentTypeReader _type;
    private readonly TransferDecoder _transfer = new();
    private readonly CharsetDecoder _charset = new();
    private readonly HtmlText _html;
    private readonly FlowedText _flowed;
    private readonly ITextSink _sink;
    private readonly byte[] _octets = new byte[BufferSize];
    private readonly char[] _text = new char[BufferSize];
    private ITextSink _next;

    /// <param name="sink">Gets the text.</param>
    /// <param name="limits">For the fields that say what the text is.</param>
    public PartText(ITextSink sink, MimeLimits? limits = null)
    {
        _sink = sink;
        _next = sink;
        _type = new(limits ?? MimeLimits.Default);
        _html = new(sink);
        _flowed = new(sink);
    }

    /// <summary>Begins a part by its header, without which it is plain text (RFC 2045 §5.2).</summary>
    public void Begin(ReadOnlySpan<byte> header)
    {
        // Of several the first counts, as it does for the structure.
        var fields = new FieldWalk(header);
        _type.ReadType(fields.MoveTo("Content-Type"u8) ? fields.Value : default);
        _transfer.Begin(TransferEncodings.Of(header));
        _charset.Begin(Parameter("charset"u8));
        _html.Begin();
        _flowed.Begin(FieldText.EqualsIgnoreCase(Parameter("delsp"u8), "yes"u8));
        var isFlowed = FieldText.EqualsIgnoreCase(Parameter("format"u8), "flowed"u8);
        _next = FieldText.EqualsIgnoreCase(_type.Subtype, "html"u8) ? _html : isFlowed ? _flowed : _sink;
    }

    public void Take(ReadOnlySpan<byte> octets) => Decode(octets, isFinal: false);

    public void Finish()
    {
        Decode([], isFinal: true);
        _html.Finish();
        _flowed.Finish();
    }

    private void Decode(ReadOnlySpan<byte> octets, bool isFinal)
    {
        while (true)
        {
            var status = _transfer.Decode(octets, _octets, isFinal, out var consumed, out var written);
            octets = octets[consumed..];
            var isDone = status == OperationStatus.Done;
            DecodeText(_octets.AsSpan(0, written), isFinal && isDone);
            if (isDone)
            {
                return;
            }
        }
    }

    private void DecodeText(ReadOnlySpan<byte> octets, bool isFinal)
    {
        for (var isDone = false; !isDone;)
        {
            isDone = _charset.Decode(octets, _text, isFinal, out var consumed, out var written);
            octets = octets[consumed..];
            _next.Take(_text.AsSpan(0, written));
        }
    }

    private ReadOnlySpan<byte> Parameter(ReadOnlySpan<byte> name)
    {
        var index = _type.Parameters.Find(name);
        return index < 0 ? default : _type.Parameters.ValueOf(index);
    }
}
