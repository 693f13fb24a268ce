using System.Buffers;
using MailStore.Mime.Decoding;
using MailStore.Mime.Extraction;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>The texts of attachments that somebody can read, one after the other.</summary>
internal sealed class AttachmentText(TextExtraction extraction, MimeLimits? limits)
{
    private readonly ContentTypeReader _type = new(limits ?? MimeLimits.Default);
    private readonly AttachmentName _name = new(limits);
    private readonly ArrayBufferWriter<char> _nameText = new();
    private readonly AttachmentOctets _octets = new(extraction.Limits.OctetsMax);
    private ExtractorSeat? _seat;

    /// <summary>False if nobody reads such a part.</summary>
    /// <param name="header">Of the part.</param>
    /// <param name="bytes">Of its body as it lies in the message.</param>
    public bool TryBegin(ReadOnlySpan<byte> header, long bytes)
    {
        var fields = new FieldWalk(header);
        _type.ReadType(fields.MoveTo("Content-Type"u8) ? fields.Value : default);
        _nameText.ResetWrittenCount();
        if (FieldText.EqualsIgnoreCase(_type.Type, "application"u8) && FieldText.EqualsIgnoreCase(_type.Subtype, "octet-stream"u8))
        {
            // RFC 2046 §4.5.1: nobody knows what it is, and the name may tell.
            _name.Read(header, _nameText);
        }

        _seat = extraction.Find(_type.Type, _type.Subtype, _nameText.WrittenSpan);
        if (_seat is null || bytes == 0)
        {
            return false;
        }

        if (!_octets.MayFit(bytes))
        {
            extraction.Tell(_seat, ExtractionOutcome.TooLarge);
            return false;
        }

        _octets.Begin(TransferEncodings.Of(header), bytes);
        return true;
    }

    public void Take(ReadOnlySpan<byte> octets) => _octets.Take(octets);

    /// <returns>Null if it is not known: the next time it may be.</returns>
    public async ValueTask<ExtractedText?> FinishAsync(CancellationToken cancellation)
    {
        var text = new ExtractedText(extraction.Limits.CharactersMax);
        var octets = _octets.Finish();
        if (_octets.IsTooMuch)
        {
            AttachmentOctets.Return(octets);
            extraction.Tell(_seat!, ExtractionOutcome.TooLarge);
            return text;
        }

        var outcome = await extraction.RunAsync(_seat!, octets, _octets.Length, text, cancellation);
        if (outcome != ExtractionOutcome.GivenUp)
        {
            AttachmentOctets.Return(octets);
        }

        return outcome is ExtractionOutcome.Done or ExtractionOutcome.Cut or ExtractionOutcome.Faulted ? text : null;
    }
}
