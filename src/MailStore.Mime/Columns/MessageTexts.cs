using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Columns;

/// <summary>What one message is ordered and threaded by. Its memory is kept from message to message.</summary>
internal sealed class MessageTexts(CollationKey keyOf)
{
    private readonly HeaderTextDecoder _decoder = new();
    private readonly SubjectText _subject = new();
    private readonly ArrayBufferWriter<char> _text = new();
    private readonly List<ulong> _references = [];
    private readonly EnvelopeFields _envelope = new();

    /// <summary>The ids that the message refers to, the first one first.</summary>
    public IReadOnlyList<ulong> References => _references;

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

    /// <param name="isReplyOrForward">Of the subject.</param>
    public byte[] Key(TextRole role, ref bool isReplyOrForward) => role switch
    {
        TextRole.Subject => keyOf(ThreadSubject.Of(_subject.Read(_envelope.Subject), out isReplyOrForward)),
        TextRole.From => Mailbox(EnvelopeRole.From),
        TextRole.To => Mailbox(EnvelopeRole.To),
        TextRole.Cc => Mailbox(EnvelopeRole.Cc),
        TextRole.DisplayFrom => Name(EnvelopeRole.From),
        _ => Name(EnvelopeRole.To),
    };

    private byte[] Mailbox(EnvelopeRole role) => keyOf(Text(_envelope.MailboxOf(role)));

    private byte[] Name(EnvelopeRole role)
    {
        _text.ResetWrittenCount();
        _decoder.Decode(_envelope.NameOf(role), _text);
        if (_text.WrittenCount > 0)
        {
            return keyOf(_text.WrittenSpan);
        }

        var host = Text(_envelope.HostOf(role));
        return keyOf(host.Length == 0 ? Text(_envelope.MailboxOf(role)) : $"{Text(_envelope.MailboxOf(role))}@{host}");
    }

    // Of an address: no encoded word may stand there, and what looks like one is the address (RFC 2047 §5).
    private static string Text(ReadOnlySpan<byte> octets) => Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : Encoding.Latin1.GetString(octets);

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
