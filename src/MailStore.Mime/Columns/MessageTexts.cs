using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Columns;

/// <summary>What one message is ordered and threaded by. Its memory is kept from message to message.</summary>
internal sealed class MessageTexts(CollationKey writeKey)
{
    private readonly HeaderTextDecoder _decoder = new();
    private readonly SubjectText _subject = new();
    private readonly ArrayBufferWriter<char> _text = new();
    private readonly List<ulong> _references = [];
    private readonly EnvelopeFields _envelope = new();

    /// <summary>The ids that the message refers to, the first one first.</summary>
    public ReadOnlySpan<ulong> References => CollectionsMarshal.AsSpan(_references);

    /// <param name="envelope">In its wire form.</param>
    /// <param name="header">The References fields at least.</param>
    public void Read(ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> header)
    {
        _envelope.Read(envelope);
        _references.Clear();
        for (var fields = new FieldWalk(header); fields.MoveTo("References"u8);)
        {
            _references.Clear();
            Add(fields.Value, idsMax: int.MaxValue);
        }

        // RFC 5256 §3: where References has no id, the first one of In-Reply-To.
        if (_references.Count == 0)
        {
            Add(_envelope.InReplyTo, idsMax: 1);
        }
    }

    /// <summary>RFC 5256 §2.2: in UTC; of a message that does not say it, when it came.</summary>
    public long Sent(DateTimeOffset received) =>
        (_envelope.HasDate && MessageDate.TryRead(_envelope.Date, out var sent) ? sent.Instant : received).UtcTicks;

    /// <summary>The hash of its own id; 0 if it has none.</summary>
    public ulong OwnId()
    {
        using var frame = new ValueFrame(_envelope.MessageId, stackalloc byte[ValueFrame.UsualRoom]);
        return MessageIdReader.OwnId(frame.Frame);
    }

    /// <summary>Writes the key of one text.</summary>
    /// <param name="isReplyOrForward">Of the subject.</param>
    public void WriteKey(TextRole role, OctetBuffer key, ref bool isReplyOrForward)
    {
        if (role == TextRole.Subject)
        {
            writeKey(ThreadSubject.Of(_subject.Read(_envelope.Subject), out isReplyOrForward), key);
            return;
        }

        _text.ResetWrittenCount();
        switch (role)
        {
            case TextRole.DisplayFrom:
                TakeName(EnvelopeRole.From);
                break;
            case TextRole.DisplayTo:
                TakeName(EnvelopeRole.To);
                break;
            default:
                Take(_envelope.MailboxOf(role == TextRole.From ? EnvelopeRole.From : role == TextRole.To ? EnvelopeRole.To : EnvelopeRole.Cc));
                break;
        }

        writeKey(_text.WrittenSpan, key);
    }

    private void TakeName(EnvelopeRole role)
    {
        _decoder.Decode(_envelope.NameOf(role), _text);
        if (_text.WrittenCount > 0)
        {
            return;
        }

        Take(_envelope.MailboxOf(role));
        var host = _envelope.HostOf(role);
        if (!host.IsEmpty)
        {
            _text.Write("@");
            Take(host);
        }
    }

    // Of an address: no encoded word may stand there, and what looks like one is the address (RFC 2047 §5).
    private void Take(ReadOnlySpan<byte> octets)
    {
        var encoding = Utf8.IsValid(octets) ? Encoding.UTF8 : Encoding.Latin1;
        _text.Advance(encoding.GetChars(octets, _text.GetSpan(octets.Length)));
    }

    private void Add(ReadOnlySpan<byte> value, int idsMax)
    {
        using var frame = new ValueFrame(value, stackalloc byte[ValueFrame.UsualRoom]);
        var ids = new MessageIdReader(frame.Frame);
        while (_references.Count < idsMax && ids.MoveNext())
        {
            _references.Add(ids.Current);
        }
    }
}
