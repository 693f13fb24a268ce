using System.Buffers;
using MailStore.Mime.Decoding;
using MailStore.Mime.Extraction;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>The texts of attachments that somebody can read, one after the other. Nothing of one is in memory before it is its turn.</summary>
internal sealed class AttachmentText(TextExtraction extraction, MimeLimits? limits)
{
    private readonly ContentTypeReader _type = new(limits ?? MimeLimits.Default);
    private readonly AttachmentName _name = new(limits);
    private readonly ArrayBufferWriter<char> _nameText = new();
    private readonly AttachmentOctets _octets = new(extraction.Limits.OctetsMax);
    private ExtractorSeat? _seat;
    private TransferEncoding _encoding;
    private long _encodedBytes;
    private bool _hasTurn;

    /// <summary>Somebody reads such parts, and cannot now: nobody knows what it says.</summary>
    public bool IsUnread { get; private set; }

    /// <summary>False if nobody reads such a part, or not now.</summary>
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

        IsUnread = false;
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

        if (extraction.IsOff(_seat))
        {
            extraction.Tell(_seat, ExtractionOutcome.Off);
            IsUnread = true;
            return false;
        }

        (_encoding, _encodedBytes) = (TransferEncodings.Of(header), bytes);
        return true;
    }

    /// <summary>Before its octets come.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellation)
    {
        await extraction.EnterAsync(cancellation);
        _hasTurn = true;
        _octets.Begin(_encoding, _encodedBytes);
    }

    public void Take(ReadOnlySpan<byte> octets)
    {
        if (!_hasTurn)
        {
            throw new InvalidOperationException("Nobody waited for the turn of an attachment.");
        }

        _octets.Take(octets);
    }

    /// <summary>All of its octets were taken.</summary>
    /// <returns>Null if it has no text, or is <see cref="IsUnread"/>.</returns>
    public async ValueTask<ExtractedText?> FinishAsync(CancellationToken cancellation)
    {
        var octets = _octets.Finish();
        if (_octets.IsTooMuch)
        {
            AttachmentOctets.Return(octets);
            extraction.Tell(_seat!, ExtractionOutcome.TooLarge);
            return null;
        }

        var (outcome, text) = await extraction.RunAsync(_seat!, octets, _octets.Length, cancellation);
        if (outcome != ExtractionOutcome.GivenUp)
        {
            AttachmentOctets.Return(octets);
        }

        IsUnread = outcome is ExtractionOutcome.Off or ExtractionOutcome.NoThread;
        return text;
    }

    /// <summary>Whatever became of it: it is somebody else's turn. Its text is not looked at after that.</summary>
    public void Leave()
    {
        if (_hasTurn)
        {
            _hasTurn = false;
            _octets.Return();
            extraction.Leave();
        }
    }
}
