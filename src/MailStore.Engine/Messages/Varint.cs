namespace MailStore.Engine.Messages;

/// <summary>Numbers in seven bits an octet, the low ones first; the top bit says that more follow.</summary>
internal static class Varint
{
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long OfZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>How many octets were written, at most ten.</summary>
    public static int Write(Span<byte> into, ulong value)
    {
        var count = 0;
        while (value >= 0x80)
        {
            into[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[count++] = (byte)value;
        return count;
    }

    public static ulong Read(ReadOnlySpan<byte> octets, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var octet = octets[at++];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
            {
                return value;
            }
        }
    }
}
