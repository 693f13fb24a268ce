using System.IO.Pipelines;

namespace MailStore.Wire.Writing;

/// <summary>
/// Writes SMTP and LMTP replies, one line a call. Text is made printable and cut so that the line keeps to 512 octets
/// (RFC 5321 §4.5.3.1.5). Hands over to the pipe on <see cref="Dispose"/>.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isUtf8Allowed">The client said SMTPUTF8 in this transaction (RFC 6531 §3.7.4).</param>
public ref struct SmtpReplyWriter(PipeWriter output, bool isUtf8Allowed = false)
{
    private readonly bool _isUtf8Allowed = isUtf8Allowed;
    private ReplyWriter _reply = new(output);

    public readonly long PendingBytes => _reply.PendingBytes;

    /// <summary>A line that others follow: <c>250-</c>. All lines of a reply have the same code (RFC 5321 §4.2.1).</summary>
    public void More(int code, scoped ReadOnlySpan<byte> text) => Line(code, (byte)'-', default, text);

    /// <summary>The only or the last line: <c>250 </c>.</summary>
    public void Last(int code, scoped ReadOnlySpan<byte> text) => Line(code, (byte)' ', default, text);

    /// <summary>With an enhanced status, which every line of the reply repeats (RFC 2034 §4).</summary>
    public void More(int code, EnhancedStatus status, scoped ReadOnlySpan<byte> text) => Line(code, (byte)'-', status, text);

    /// <inheritdoc cref="More(int, EnhancedStatus, ReadOnlySpan{byte})"/>
    public void Last(int code, EnhancedStatus status, scoped ReadOnlySpan<byte> text) => Line(code, (byte)' ', status, text);

    /// <summary>A line of the answer to EHLO with a number, as in <c>250-SIZE 1000</c>.</summary>
    public void MoreKeyword(scoped ReadOnlySpan<byte> keyword, ulong number)
    {
        _reply.Token("250-"u8);
        _reply.Token(keyword);
        _reply.Space();
        _reply.Number(number);
        _reply.EndLine();
    }

    /// <summary>A SASL challenge (RFC 4954 §4), which may be longer than a line of text.</summary>
    public void Challenge(scoped ReadOnlySpan<byte> octets)
    {
        _reply.Token("334 "u8);
        _reply.Base64(octets);
        _reply.EndLine();
    }

    public void Dispose() => _reply.Dispose();

    private void Line(int code, byte separator, EnhancedStatus status, scoped ReadOnlySpan<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        if (status.Class != 0 && status.Class != code / 100)
        {
            throw new ArgumentException("The class of an enhanced status is the reply's.", nameof(status));
        }

        _reply.Number((ulong)code);
        _reply.Put([separator]);
        if (status.Class != 0)
        {
            _reply.Number(status.Class);
            _reply.Put("."u8);
            _reply.Number(status.Subject);
            _reply.Put("."u8);
            _reply.Number(status.Detail);
            _reply.Space();
        }

        // 20 covers "250-5.123.12345 " and CRLF, whatever the numbers; a few bytes of text are no loss.
        _reply.Text(ReplyText.Cut(text, Limits.ReplyLineBytesMax - 20), _isUtf8Allowed);
        _reply.EndLine();
    }
}
