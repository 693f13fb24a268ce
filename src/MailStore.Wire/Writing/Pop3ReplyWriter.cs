using System.IO.Pipelines;

namespace MailStore.Wire.Writing;

/// <summary>
/// Writes POP3 replies, one line a call. Text is made printable and cut so that the line keeps to 512 octets (RFC 2449 §4). Messages go
/// through a <see cref="DotWriter"/>. Hands over to the pipe on <see cref="Dispose"/>.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isUtf8Allowed">The client said UTF8 (RFC 6856 §2) or chose a language that needs it.</param>
public ref struct Pop3ReplyWriter(PipeWriter output, bool isUtf8Allowed = false)
{
    private readonly bool _isUtf8Allowed = isUtf8Allowed;
    private ReplyWriter _reply = new(output);

    public readonly long PendingBytes => _reply.PendingBytes;

    /// <summary>RFC 1939 §3: a text need not be there.</summary>
    public void Ok()
    {
        _reply.Token("+OK"u8);
        _reply.EndLine();
    }

    public void Ok(scoped ReadOnlySpan<byte> text) => Status("+OK "u8, text);

    public void Err(scoped ReadOnlySpan<byte> text) => Status("-ERR "u8, text);

    /// <summary>With a response code such as IN-USE (RFC 2449 §8).</summary>
    public void Err(scoped ReadOnlySpan<byte> code, scoped ReadOnlySpan<byte> text)
    {
        _reply.Token("-ERR ["u8);
        _reply.Atom(code);
        _reply.Token("] "u8);
        Text(text);
    }

    /// <summary>Two numbers behind +OK: the drop listing of STAT, the scan listing of LIST with an argument (RFC 1939 §5).</summary>
    public void Ok(ulong first, ulong second)
    {
        _reply.Token("+OK "u8);
        Numbers(first, second);
    }

    /// <summary>The answer to UIDL with an argument.</summary>
    public void OkUniqueId(ulong number, scoped ReadOnlySpan<byte> uniqueId)
    {
        CheckUniqueId(uniqueId);
        _reply.Token("+OK "u8);
        UniqueId(number, uniqueId);
    }

    /// <summary>A line of LIST.</summary>
    public void Numbers(ulong first, ulong second)
    {
        _reply.Number(first);
        _reply.Space();
        _reply.Number(second);
        _reply.EndLine();
    }

    /// <summary>A line of UIDL.</summary>
    /// <exception cref="ArgumentException">Not 1 to 70 characters from 0x21 to 0x7E (RFC 1939 §7).</exception>
    public void UniqueId(ulong number, scoped ReadOnlySpan<byte> uniqueId)
    {
        CheckUniqueId(uniqueId);
        _reply.Number(number);
        _reply.Space();
        _reply.Token(uniqueId);
        _reply.EndLine();
    }

    /// <summary>A line of CAPA, LANG or another list, stuffed if it starts with a dot.</summary>
    public void Line(scoped ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'.', ..])
        {
            _reply.Token("."u8);
        }

        Text(text);
    }

    /// <summary>The dot line.</summary>
    public void EndLines()
    {
        _reply.Token("."u8);
        _reply.EndLine();
    }

    /// <summary>A SASL challenge (RFC 5034 §4), which may be longer than a line of text.</summary>
    public void Challenge(scoped ReadOnlySpan<byte> octets)
    {
        _reply.Token("+ "u8);
        _reply.Base64(octets);
        _reply.EndLine();
    }

    public void Dispose() => _reply.Dispose();

    private static void CheckUniqueId(ReadOnlySpan<byte> uniqueId)
    {
        if (uniqueId.Length is 0 or > 70 || uniqueId.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw new ArgumentException("A unique id has 1 to 70 visible characters.", nameof(uniqueId));
        }
    }

    private void Status(ReadOnlySpan<byte> status, scoped ReadOnlySpan<byte> text)
    {
        _reply.Token(status);
        Text(text);
    }

    private void Text(scoped ReadOnlySpan<byte> text)
    {
        // 64 covers the status, the longest code and CRLF.
        _reply.Text(ReplyText.Cut(text, Limits.ReplyLineBytesMax - 64), _isUtf8Allowed);
        _reply.EndLine();
    }
}
