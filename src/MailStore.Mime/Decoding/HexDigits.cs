namespace MailStore.Mime.Decoding;

/// <summary>Two hexadecimal digits, of either case: "=3D" and "%3d" are in use.</summary>
internal static class HexDigits
{
    public static bool Is(byte octet) => char.IsAsciiHexDigit((char)octet);

    public static bool TryRead(byte high, byte low, out byte value)
    {
        value = (byte)((Digit(high) << 4) | Digit(low));
        return Is(high) && Is(low);
    }

    private static int Digit(byte octet) => octet <= (byte)'9' ? octet - '0' : (octet | 0x20) - 'a' + 10;
}
