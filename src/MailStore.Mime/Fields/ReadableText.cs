using System.Buffers;

namespace MailStore.Mime.Fields;

/// <summary>
/// Strings for people to read, in the wire form of IMAP: runs of blanks and folds are one blank, those at the ends are none.
/// It is quoted if it stands so already, else a literal. NUL has no form at all (RFC 9051 §4.3); U+FFFD stands for it.
/// </summary>
public static class ReadableText
{
    private const int UsualRoom = 512;

    private static readonly SearchValues<byte> NotPlain = SearchValues.Create(NotPlainOctets());

    public static void String(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny(NotPlain) < 0 && value is not ([(byte)' ', ..] or [.., (byte)' ']) && value.IndexOf("  "u8) < 0)
        {
            ImapText.String(output, value);
            return;
        }

        var longest = value.Length * 3;
        var rented = longest > UsualRoom ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var room = rented ?? stackalloc byte[UsualRoom];
        var text = room[..Collapse(value, room)];
        if (text.IsEmpty)
        {
            output.Write("\"\""u8);
        }
        else
        {
            ImapText.Literal(output, text);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Collapse(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var used = 0;
        var isBlankBefore = true;
        foreach (var octet in value)
        {
            var isBlank = octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (octet == 0)
            {
                "\uFFFD"u8.CopyTo(room[used..]);
                used += 3;
            }
            else if (!isBlank || !isBlankBefore)
            {
                room[used++] = isBlank ? (byte)' ' : octet;
            }

            isBlankBefore = isBlank;
        }

        return used - (isBlankBefore && used > 0 ? 1 : 0);
    }

    private static byte[] NotPlainOctets()
    {
        var octets = new byte[128 + 6];
        for (var i = 0; i < 128; i++)
        {
            octets[i] = (byte)(128 + i);
        }

        "\0\t\r\n\"\\"u8.CopyTo(octets.AsSpan(128));
        return octets;
    }
}
