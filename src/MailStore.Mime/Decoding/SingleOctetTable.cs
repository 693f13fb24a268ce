using System.Text;

namespace MailStore.Mime.Decoding;

/// <summary>A charset whose every octet is one character, whatever stands around it: ASCII by the processor's vectors, the rest by a table.</summary>
internal sealed class SingleOctetTable
{
    private readonly char[] _characters;
    private readonly bool _isAsciiInside;

    private SingleOctetTable(char[] characters)
    {
        _characters = characters;
        _isAsciiInside = true;
        for (var octet = 0; octet < 0x80; octet++)
        {
            _isAsciiInside &= characters[octet] == octet;
        }
    }

    /// <summary>Null for other charsets.</summary>
    /// <param name="encoding">The charset.</param>
    /// <param name="decoder">Of it, with what stands for octets that are no character.</param>
    public static SingleOctetTable? Of(Encoding encoding, Decoder decoder)
    {
        if (!encoding.IsSingleByte)
        {
            return null;
        }

        var characters = new char[256];
        Span<char> room = stackalloc char[4];
        for (var octet = 0; octet < characters.Length; octet++)
        {
            decoder.Reset();
            if (decoder.GetChars([(byte)octet], room, flush: true) != 1)
            {
                return null;
            }

            characters[octet] = room[0];
        }

        return new(characters);
    }

    /// <returns>True if all octets are consumed.</returns>
    public bool Decode(ReadOnlySpan<byte> octets, Span<char> text, out int consumed, out int written)
    {
        var (at, fit) = (0, Math.Min(octets.Length, text.Length));
        while (at < fit)
        {
            if (_isAsciiInside && octets[at] < 0x80)
            {
                Ascii.ToUtf16(octets[at..fit], text[at..], out var plain);
                at += plain;
            }
            else
            {
                text[at] = _characters[octets[at]];
                at++;
            }
        }

        consumed = written = fit;
        return fit == octets.Length;
    }
}
