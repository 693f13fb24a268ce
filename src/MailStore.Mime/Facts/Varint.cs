using MailStore.Mime.Fields;

namespace MailStore.Mime.Facts;

/// <summary>Numbers in seven bits an octet, low ones first; the high bit says that more follows.</summary>
internal static class Varint
{
    public static void Write(ulong number, OctetBuffer output)
    {
        Span<byte> octets = stackalloc byte[10];
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            octets[length++] = (byte)(number | 0x80);
        }

        octets[length++] = (byte)number;
        output.Write(octets[..length]);
    }

    /// <summary>Takes a number from the front. False if there is none.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> octets, out ulong number)
    {
        number = 0;
        for (var i = 0; i < octets.Length && i < 10; i++)
        {
            number |= (ulong)(octets[i] & 0x7F) << (7 * i);
            if (octets[i] < 0x80)
            {
                octets = octets[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    public static bool TryTake(ref ReadOnlySpan<byte> octets, out int number)
    {
        var isThere = TryTake(ref octets, out ulong wide) && wide <= int.MaxValue;
        number = isThere ? (int)wide : 0;
        return isThere;
    }
}
