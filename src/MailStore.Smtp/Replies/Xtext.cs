using System.Globalization;
using System.Text;

namespace MailStore.Smtp.Replies;

/// <summary>RFC 3461 §4: octets with the rarer ones as a plus and two hexadecimal digits.</summary>
internal static class Xtext
{
    public static string Decode(ReadOnlySpan<byte> text)
    {
        var octets = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == (byte)'+' && at + 2 < text.Length
                && byte.TryParse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets[length++] = octet;
                at += 2;
            }
            else
            {
                octets[length++] = text[at];
            }
        }

        return Encoding.UTF8.GetString(octets, 0, length);
    }
}
