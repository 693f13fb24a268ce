using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Unicode;
using MailStore.Mime.Decoding;
using MailStore.Mime.Headers;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>What an envelope says, as SORT and THREAD compare it. Its memory is kept from message to message.</summary>
internal sealed class MessageTexts
{
    private readonly HeaderTextDecoder _decoder = new();
    private readonly SubjectText _subject = new();
    private readonly ArrayBufferWriter<char> _text = new();

    public EnvelopeFields Envelope { get; } = new();

    /// <summary>RFC 5256 §2.2: in UTC; of a message that does not say it, when it came.</summary>
    public long Sent(DateTimeOffset received) =>
        (Envelope.HasDate && MessageDate.TryRead(Envelope.Date, out var sent) ? sent.Instant : received).UtcTicks;

    /// <summary>RFC 5256 §2.1: the base subject.</summary>
    public byte[] Subject(out bool isReplyOrForward) => Casemap.KeyOf(ThreadSubject.Of(_subject.Read(Envelope.Subject), out isReplyOrForward));

    /// <summary>RFC 5256 §3: the mailbox of the first address.</summary>
    public byte[] Mailbox(EnvelopeRole role) => Casemap.KeyOf(Text(Envelope.MailboxOf(role)));

    /// <summary>RFC 5957 §3: the name of the first address, or the address itself.</summary>
    public byte[] Name(EnvelopeRole role)
    {
        _text.ResetWrittenCount();
        _decoder.Decode(Envelope.NameOf(role), _text);
        if (_text.WrittenCount > 0)
        {
            return Casemap.KeyOf(_text.WrittenSpan);
        }

        var host = Text(Envelope.HostOf(role));
        return Casemap.KeyOf(host.Length == 0 ? Text(Envelope.MailboxOf(role)) : $"{Text(Envelope.MailboxOf(role))}@{host}");
    }

    // Of an address: no encoded word may stand there, and what looks like one is the address (RFC 2047 §5).
    private static string Text(ReadOnlySpan<byte> octets) => Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : Encoding.Latin1.GetString(octets);
}
