using System.Buffers;

namespace MailStore.Mime.Headers;

/// <summary>
/// Strings of an envelope. A string is quoted if it can be, else it is a literal: with line ends, octets above 127, or more
/// than a few backslashes in it. NUL has no form at all (RFC 9051 §4.3); U+FFFD stands for it.
/// </summary>
internal static class EnvelopeStrings
{
    private const int EscapesMax = 4;

    private static readonly SearchValues<byte> NotPlain = SearchValues.Create(NotPlainOctets(withBlanks: true));

    private static readonly SearchValues<byte> NotQuotable = SearchValues.Create(NotPlainOctets(withBlanks: false));

    public static void Nil(IBufferWriter<byte> output) => output.Write("NIL"u8);

    /// <summary>A string as it is, folds taken out.</summary>
    public static void Exact(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.IndexOfAny(NotQuotable) < 0)
        {
            Quote(value, output);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(value.Length * 3);
        var used = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var octet = value[i];
            if (octet is not ((byte)'\r' or (byte)'\n'))
            {
                used += Put(octet, rented.AsSpan(used));
            }
            else if (i + 1 < value.Length && value[i + 1] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                rented[used++] = (byte)' ';
            }
        }

        Escaped(rented.AsSpan(0, used), output);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>A string for people to read: runs of blanks and folds are one blank, those at the ends are none.</summary>
    public static void ForPeople(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.IndexOfAny(NotPlain) < 0 && value is not ([(byte)' ', ..] or [.., (byte)' ']) && value.IndexOf("  "u8) < 0)
        {
            Quote(value, output);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(value.Length * 3);
        var used = 0;
        var isBlankBefore = true;
        foreach (var octet in value)
        {
            var isBlank = octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (!isBlank)
            {
                used += Put(octet, rented.AsSpan(used));
            }
            else if (!isBlankBefore)
            {
                rented[used++] = (byte)' ';
            }

            isBlankBefore = isBlank;
        }

        used -= isBlankBefore && used > 0 ? 1 : 0;
        if (used == 0)
        {
            output.Write("\"\""u8);
        }
        else
        {
            Literal(rented.AsSpan(0, used), output);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static int Put(byte octet, Span<byte> room)
    {
        if (octet == 0)
        {
            "\uFFFD"u8.CopyTo(room);
            return 3;
        }

        room[0] = octet;
        return 1;
    }

    private static void Escaped(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var escapes = value.Count((byte)'"') + value.Count((byte)'\\');
        if (escapes > EscapesMax || value.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            Literal(value, output);
            return;
        }

        var room = output.GetSpan(value.Length + escapes + 2);
        var used = 0;
        room[used++] = (byte)'"';
        foreach (var octet in value)
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                room[used++] = (byte)'\\';
            }

            room[used++] = octet;
        }

        room[used++] = (byte)'"';
        output.Advance(used);
    }

    private static void Quote(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var room = output.GetSpan(value.Length + 2);
        room[0] = (byte)'"';
        value.CopyTo(room[1..]);
        room[value.Length + 1] = (byte)'"';
        output.Advance(value.Length + 2);
    }

    private static void Literal(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var room = output.GetSpan(16);
        room[0] = (byte)'{';
        value.Length.TryFormat(room[1..], out var digits);
        "}\r\n"u8.CopyTo(room[(digits + 1)..]);
        output.Advance(digits + 4);
        output.Write(value);
    }

    private static byte[] NotPlainOctets(bool withBlanks)
    {
        var octets = new List<byte>();
        for (var octet = 0; octet < 256; octet++)
        {
            if (octet > 127 || octet is 0 or '\r' or '\n' or '"' or '\\' || (withBlanks && octet == '\t'))
            {
                octets.Add((byte)octet);
            }
        }

        return [.. octets];
    }
}
