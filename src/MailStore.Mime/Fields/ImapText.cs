using System.Buffers;
using System.Buffers.Text;

namespace MailStore.Mime.Fields;

/// <summary>
/// Strings of header values in the wire form of IMAP (RFC 9051 §4.3), as every client takes them: quoted where all octets are
/// ASCII, else a literal, which needs no agreement on UTF-8.
/// </summary>
public static class ImapText
{
    /// <summary>With more escapes a literal is shorter.</summary>
    private const int EscapesMax = 4;

    private static readonly SearchValues<byte> LiteralOctets = SearchValues.Create(LiteralSet());

    public static void Token(IBufferWriter<byte> output, ReadOnlySpan<byte> token) => output.Write(token);

    public static void Nil(IBufferWriter<byte> output) => output.Write("NIL"u8);

    public static void Number(IBufferWriter<byte> output, long number)
    {
        var target = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, target, out var written);
        output.Advance(written);
    }

    /// <summary>A string: quoted or literal.</summary>
    public static void String(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (value.ContainsAny(LiteralOctets) || Escapes(value) > EscapesMax)
        {
            Literal(output, value);
            return;
        }

        output.Write("\""u8);
        for (var escape = value.IndexOfAny((byte)'"', (byte)'\\'); escape >= 0; escape = value.IndexOfAny((byte)'"', (byte)'\\'))
        {
            output.Write(value[..escape]);
            output.Write([(byte)'\\', value[escape]]);
            value = value[(escape + 1)..];
        }

        output.Write(value);
        output.Write("\""u8);
    }

    /// <summary>
    /// An unstructured header value as a string: unfolded, without the blanks behind the colon. A bare CR becomes a blank, and NUL,
    /// which has no form in IMAP, U+FFFD.
    /// </summary>
    public static void Unfolded(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        value = SkipFirstBlanks(value);
        if (!value.ContainsAny((byte)'\r', (byte)'\n', (byte)0))
        {
            String(output, value);
            return;
        }

        var longest = 3 * value.Length;
        var rented = longest > 512 ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var unfolded = rented ?? stackalloc byte[512];
        String(output, unfolded[..Unfold(value, unfolded)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static void Literal(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        output.Write("{"u8);
        Number(output, value.Length);
        output.Write("}\r\n"u8);
        output.Write(value);
    }

    private static int Escapes(ReadOnlySpan<byte> value) => value.Count((byte)'"') + value.Count((byte)'\\');

    // Of a value that is nothing but blanks only the first goes, as Dovecot does it.
    private static ReadOnlySpan<byte> SkipFirstBlanks(ReadOnlySpan<byte> value)
    {
        var line = value.IndexOf((byte)'\n') is var feed and >= 0 ? value[..feed].TrimEnd((byte)'\r') : value;
        var blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return value[(blanks < 0 ? Math.Min(1, line.Length) : blanks)..];
    }

    private static int Unfold(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case 0:
                    "\uFFFD"u8.CopyTo(target[written..]);
                    written += 3;
                    break;
                case (byte)'\r' or (byte)'\n':
                    if (i + 1 < value.Length && value[i + 1] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    {
                        target[written++] = (byte)' ';
                    }

                    break;
                default:
                    target[written++] = value[i];
                    break;
            }
        }

        return written;
    }

    private static byte[] LiteralSet()
    {
        var set = new byte[128 + 3];
        for (var i = 0; i < 128; i++)
        {
            set[i] = (byte)(128 + i);
        }

        (set[128], set[129], set[130]) = (0, (byte)'\r', (byte)'\n');
        return set;
    }
}
