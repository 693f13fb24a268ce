using System.IO.Pipelines;
using System.Text.Unicode;

namespace MailStore.Wire.Writing;

/// <summary>
/// Writes replies into a pipe without allocating. No argument of any method can end a line or start one: only
/// <see cref="EndLine"/> writes CRLF, and literals are counted. What was written is handed to the pipe by <see cref="Dispose"/>;
/// flushing is the session's.
/// </summary>
public ref struct ReplyWriter
{
    /// <summary>Longer strings become literals: lines stay short, and clients with small line buffers stay alive.</summary>
    private const int QuotedBytesMax = 1000;

    private readonly PipeWriter _output;
    private Span<byte> _room;
    private int _used;

    public ReplyWriter(PipeWriter output) => _output = output;

    /// <summary>Written and not flushed, to be held against <see cref="Limits.ReplyBytesMax"/>.</summary>
    public readonly long PendingBytes => _used + (_output.CanGetUnflushedBytes ? _output.UnflushedBytes : 0);

    /// <summary>Words and punctuation of the protocol, as they are.</summary>
    /// <exception cref="ArgumentException">There is a CR, LF or NUL in it.</exception>
    public void Token(scoped ReadOnlySpan<byte> token)
    {
        if (ReplyText.BreaksLine(token))
        {
            throw new ArgumentException("A token holds no CR, LF or NUL.", nameof(token));
        }

        Put(token);
    }

    public void Space() => Put(" "u8);

    public void EndLine() => Put("\r\n"u8);

    public void Number(ulong number)
    {
        Reserve(20);
        number.TryFormat(_room[_used..], out var written);
        _used += written;
    }

    /// <summary>
    /// Text for people, which may quote what a peer sent: anything but printable ASCII becomes a question mark, and a bracket in front,
    /// where it would be read as a response code (RFC 9051 §7.1, RFC 2449 §8), a parenthesis.
    /// </summary>
    public void Text(scoped ReadOnlySpan<byte> text) => Text(text, isUtf8Allowed: false);

    /// <summary>The same, for a client that takes UTF-8.</summary>
    public void Utf8Text(scoped ReadOnlySpan<byte> text) => Text(text, isUtf8Allowed: true);

    /// <summary>A capability, keyword or other atom.</summary>
    /// <exception cref="ArgumentException">It is none (RFC 9051 §9 atom).</exception>
    public void Atom(scoped ReadOnlySpan<byte> atom)
    {
        if (!ReplyText.IsAtom(atom))
        {
            throw new ArgumentException("Not an atom.", nameof(atom));
        }

        Put(atom);
    }

    /// <summary>A flag: an atom, or a backslash and an atom (RFC 9051 §9 flag).</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Flag(scoped ReadOnlySpan<byte> flag)
    {
        if (!ReplyText.IsAtom(flag is [(byte)'\\', .. var name] ? name : flag))
        {
            throw new ArgumentException("Not a flag.", nameof(flag));
        }

        Put(flag);
    }

    public void Nil() => Put("NIL"u8);

    /// <summary>A mailbox name or another string that may stand bare: an atom if it can be one.</summary>
    public void AtomOrString(scoped ReadOnlySpan<byte> value, StringForms forms = StringForms.None)
    {
        if (ReplyText.IsAtomString(value))
        {
            Put(value);
        }
        else
        {
            String(value, forms);
        }
    }

    /// <summary>A string in the simplest form that holds it: quoted, literal, literal8.</summary>
    public void String(scoped ReadOnlySpan<byte> value, StringForms forms = StringForms.None)
    {
        if (value.Length > QuotedBytesMax || ReplyText.BreaksLine(value) || !IsQuotable(value, forms))
        {
            Literal(value, forms);
            return;
        }

        Put("\""u8);
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny((byte)'"', (byte)'\\');
            if (plain < 0)
            {
                Put(value);
                break;
            }

            Put(value[..plain]);
            Put("\\"u8);
            Put(value.Slice(plain, 1));
            value = value[(plain + 1)..];
        }

        Put("\""u8);
    }

    /// <summary>Octets as base64, for SASL challenges and the like.</summary>
    public void Base64(scoped ReadOnlySpan<byte> octets)
    {
        const int BlockBytes = 3 * 64;
        while (!octets.IsEmpty)
        {
            var block = octets[..Math.Min(BlockBytes, octets.Length)];
            octets = octets[block.Length..];
            Reserve(BlockBytes / 3 * 4);
            System.Buffers.Text.Base64.EncodeToUtf8(block, _room[_used..], out _, out var written, octets.IsEmpty);
            _used += written;
        }
    }

    /// <summary>Hands to the pipe what was written.</summary>
    public void Dispose() => Commit();

    /// <summary>The header of a literal; exactly so many octets must follow.</summary>
    internal void LiteralHeader(ulong size, bool isLiteral8)
    {
        Put(isLiteral8 ? "~{"u8 : "{"u8);
        Number(size);
        Put("}\r\n"u8);
    }

    /// <summary>Octets of a literal that must not hold a NUL (RFC 9051 §4.3). Dovecot's way: 0x80 stands for it, which keeps the length.</summary>
    internal void OctetsWithoutNul(scoped ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var nul = octets.IndexOf((byte)0);
            if (nul < 0)
            {
                Put(octets);
                return;
            }

            Put(octets[..nul]);
            Put([0x80]);
            octets = octets[(nul + 1)..];
        }
    }

    internal void Put(scoped ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _room.Length - _used)
        {
            var fitting = _room.Length - _used;
            bytes[..fitting].CopyTo(_room[_used..]);
            _used += fitting;
            bytes = bytes[fitting..];
            Commit();
            _room = _output.GetSpan();
        }

        bytes.CopyTo(_room[_used..]);
        _used += bytes.Length;
    }

    internal void Text(scoped ReadOnlySpan<byte> text, bool isUtf8Allowed)
    {
        if (text is [(byte)'[', ..])
        {
            Put("("u8);
            text = text[1..];
        }

        while (!text.IsEmpty)
        {
            var printable = text.IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            if (printable < 0)
            {
                Put(text);
                return;
            }

            Put(text[..printable]);
            text = text[printable..];
            var visible = isUtf8Allowed ? ReplyText.VisibleLength(text) : 0;
            Put(visible > 0 ? text[..visible] : "?"u8);
            text = text[Math.Max(1, visible)..];
        }
    }

    private static bool IsQuotable(ReadOnlySpan<byte> value, StringForms forms) =>
        System.Text.Ascii.IsValid(value) || ((forms & StringForms.Utf8Quoted) != StringForms.None && Utf8.IsValid(value));

    private void Literal(scoped ReadOnlySpan<byte> value, StringForms forms)
    {
        var isLiteral8 = (forms & StringForms.Literal8) != StringForms.None && value.Contains((byte)0);
        LiteralHeader((ulong)value.Length, isLiteral8);
        if (isLiteral8)
        {
            Put(value);
        }
        else
        {
            OctetsWithoutNul(value);
        }
    }

    private void Reserve(int length)
    {
        if (_room.Length - _used < length)
        {
            Commit();
            _room = _output.GetSpan(length);
        }
    }

    private void Commit()
    {
        if (_used > 0)
        {
            _output.Advance(_used);
            _used = 0;
            _room = default;
        }
    }
}
