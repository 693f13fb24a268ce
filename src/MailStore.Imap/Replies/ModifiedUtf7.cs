using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MailStore.Imap.Replies;

/// <summary>
/// RFC 3501 §5.1.3: names of mailboxes in ASCII. What is no printable ASCII stands as UTF-16 in base64, with a comma for the
/// slash and no padding, between an ampersand and a hyphen; the ampersand itself is <c>&amp;-</c>.
/// </summary>
internal static class ModifiedUtf7
{
    private const byte Shift = (byte)'&';
    private const byte Unshift = (byte)'-';

    public static byte[] Encode(string name)
    {
        var encoded = new ArrayBufferWriter<byte>(name.Length + 16);
        for (var at = 0; at < name.Length;)
        {
            if (IsDirect(name[at]))
            {
                encoded.Write(name[at] == (char)Shift ? "&-"u8 : [(byte)name[at]]);
                at++;
                continue;
            }

            var start = at;
            while (at < name.Length && !IsDirect(name[at]))
            {
                at++;
            }

            EncodeRun(name.AsSpan(start, at - start), encoded);
        }

        return encoded.WrittenSpan.ToArray();
    }

    /// <summary>False for what no encoder makes: a shift that never ends or is for nothing, stray bits, half a surrogate pair, ASCII in base64.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out string name)
    {
        name = "";
        var decoded = new StringBuilder(encoded.Length);
        while (!encoded.IsEmpty)
        {
            if (encoded[0] is < 0x20 or > 0x7e)
            {
                return false;
            }

            if (encoded[0] != Shift)
            {
                decoded.Append((char)encoded[0]);
                encoded = encoded[1..];
                continue;
            }

            var end = encoded.IndexOf(Unshift);
            if (end < 0 || !TryDecodeRun(encoded[1..end], decoded))
            {
                return false;
            }

            encoded = encoded[(end + 1)..];

            // RFC 3501 §5.1.3: no shift out only to shift in again.
            if (end > 1 && encoded is [Shift, not Unshift, ..])
            {
                return false;
            }
        }

        name = decoded.ToString();
        return true;
    }

    private static bool IsDirect(char letter) => letter is >= ' ' and <= '~';

    private static void EncodeRun(ReadOnlySpan<char> letters, ArrayBufferWriter<byte> into)
    {
        var octets = new byte[letters.Length * 2];
        for (var at = 0; at < letters.Length; at++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(at * 2), letters[at]);
        }

        into.Write([Shift]);
        into.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(octets).TrimEnd('=').Replace('/', ',')));
        into.Write([Unshift]);
    }

    private static bool TryDecodeRun(ReadOnlySpan<byte> base64, StringBuilder into)
    {
        if (base64.IsEmpty)
        {
            into.Append((char)Shift);
            return true;
        }

        uint bits = 0;
        var count = 0;
        var isHigh = false;
        foreach (var letter in base64)
        {
            var value = Value(letter);
            if (value < 0)
            {
                return false;
            }

            bits = bits << 6 | (uint)value;
            count += 6;
            if (count >= 16)
            {
                count -= 16;
                var unit = (char)(bits >> count);
                bits &= (1u << count) - 1;
                if (IsDirect(unit) || isHigh != char.IsLowSurrogate(unit))
                {
                    return false;
                }

                isHigh = char.IsHighSurrogate(unit);
                into.Append(unit);
            }
        }

        // Fewer than six bits may be left over, and they are zero.
        return !isHigh && count < 6 && bits == 0;
    }

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)',' => 63,
        _ => -1,
    };
}
