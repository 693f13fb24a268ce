using System.Buffers.Text;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Headers;

/// <summary>
/// Reads an envelope in the form that <see cref="EnvelopeWriter"/> gave it: the stored one tells what SORT and THREAD compare without
/// a look at the header. One serves message after message.
/// </summary>
public sealed class EnvelopeFields
{
    private readonly OctetBuffer _text = new();
    private readonly (int Start, int End)[] _texts = new (int, int)[(int)EnvelopeRole.None];
    private readonly FirstAddress[] _addresses = new FirstAddress[(int)EnvelopeRole.None];

    public ReadOnlySpan<byte> Date => Text(EnvelopeRole.Date);

    public ReadOnlySpan<byte> Subject => Text(EnvelopeRole.Subject);

    public ReadOnlySpan<byte> InReplyTo => Text(EnvelopeRole.InReplyTo);

    public ReadOnlySpan<byte> MessageId => Text(EnvelopeRole.MessageId);

    /// <summary>There is a Date field, though it may say nothing.</summary>
    public bool HasDate => _texts[(int)EnvelopeRole.Date].Start >= 0;

    /// <param name="envelope">Parentheses included.</param>
    public void Read(ReadOnlySpan<byte> envelope)
    {
        _text.Clear();
        var at = 1;
        for (var role = EnvelopeRole.Date; role < EnvelopeRole.None; role++)
        {
            at += role == EnvelopeRole.Date ? 0 : 1;
            if (role is EnvelopeRole.Date or EnvelopeRole.Subject or EnvelopeRole.InReplyTo or EnvelopeRole.MessageId)
            {
                _texts[(int)role] = Take(envelope, ref at);
            }
            else
            {
                _addresses[(int)role] = TakeAddresses(envelope, ref at);
            }
        }
    }

    /// <summary>The display name of the first address in From, To or Cc; empty if it has none.</summary>
    public ReadOnlySpan<byte> NameOf(EnvelopeRole role) => Of(_addresses[(int)role].Name);

    /// <summary>What stands in front of the @ of the first address; of a group, its name.</summary>
    public ReadOnlySpan<byte> MailboxOf(EnvelopeRole role) => Of(_addresses[(int)role].Mailbox);

    public ReadOnlySpan<byte> HostOf(EnvelopeRole role) => Of(_addresses[(int)role].Host);

    private ReadOnlySpan<byte> Text(EnvelopeRole role) => Of(_texts[(int)role]);

    private ReadOnlySpan<byte> Of((int Start, int End) place) => place.Start < 0 ? default : _text.Octets[place.Start..place.End];

    // NIL, or the list of addresses: the first one is kept.
    private FirstAddress TakeAddresses(ReadOnlySpan<byte> envelope, ref int at)
    {
        if (envelope[at] != (byte)'(')
        {
            at += "NIL".Length;
            return FirstAddress.None;
        }

        at++;
        var first = TakeAddress(envelope, ref at);
        while (envelope[at] == (byte)'(')
        {
            var end = _text.Length;
            TakeAddress(envelope, ref at);
            _text.Cut(end);
        }

        at++;
        return first;
    }

    private FirstAddress TakeAddress(ReadOnlySpan<byte> envelope, ref int at)
    {
        at++;
        var name = Take(envelope, ref at);
        at++;
        Take(envelope, ref at);
        at++;
        var mailbox = Take(envelope, ref at);
        at++;
        var host = Take(envelope, ref at);
        at++;
        return new(name, mailbox, host);
    }

    // NIL, a quoted string or a literal.
    private (int Start, int End) Take(ReadOnlySpan<byte> envelope, ref int at)
    {
        var start = _text.Length;
        switch (envelope[at])
        {
            case (byte)'"':
                at++;
                TakeQuoted(envelope, ref at);
                return (start, _text.Length);
            case (byte)'{':
                if (!Utf8Parser.TryParse(envelope[(at + 1)..], out int length, out var digits))
                {
                    throw new ArgumentException("A literal in an envelope has no length.", nameof(envelope));
                }

                at += digits + "{}\r\n".Length;
                _text.Write(envelope.Slice(at, length));
                at += length;
                return (start, _text.Length);
            default:
                at += "NIL".Length;
                return (-1, -1);
        }
    }

    private void TakeQuoted(ReadOnlySpan<byte> envelope, ref int at)
    {
        while (true)
        {
            var plain = envelope[at..].IndexOfAny((byte)'"', (byte)'\\');
            _text.Write(envelope.Slice(at, plain));
            at += plain;
            if (envelope[at] == (byte)'"')
            {
                at++;
                return;
            }

            _text.Write(envelope.Slice(at + 1, 1));
            at += 2;
        }
    }

    private readonly record struct FirstAddress((int, int) Name, (int, int) Mailbox, (int, int) Host)
    {
        public static FirstAddress None { get; } = new((-1, -1), (-1, -1), (-1, -1));
    }
}
