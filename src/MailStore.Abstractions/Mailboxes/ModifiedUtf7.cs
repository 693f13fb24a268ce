using System.Text;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>
/// RFC 3501 §5.1.3: names of mailboxes for clients without UTF-8. Printing US-ASCII is itself, &amp; is "&amp;-", and everything else
/// is UTF-16 in BASE64 with a comma for the slash, between &amp; and -. There is one spelling of each name, and no other is taken:
/// two that look alike would be two names to one client and one to another.
/// </summary>
public static class ModifiedUtf7
{
    private const byte Shift = (byte)'&', Unshift = (byte)'-';
    private const int OnStack = 512;

    private static ReadOnlySpan<byte> Digits => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,"u8;

    public static ModifiedUtf7Fault Decode(ReadOnlySpan<byte> octets, out string text)
    {
        text = "";
        if (octets.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return ModifiedUtf7Fault.NotPrinting;
        }

        if (!octets.Contains(Shift))
        {
            text = Encoding.ASCII.GetString(octets);
            return ModifiedUtf7Fault.None;
        }

        // A character takes an octet or more.
        var letters = octets.Length <= OnStack ? stackalloc char[OnStack] : new char[octets.Length];
        var count = 0;
        var endOfShift = -1;
        for (var at = 0; at < octets.Length; at++)
        {
            if (octets[at] != Shift)
            {
                letters[count++] = (char)octets[at];
                continue;
            }

            var length = octets[(at + 1)..].IndexOf(Unshift);
            if (length < 0)
            {
                return ModifiedUtf7Fault.Unterminated;
            }

            if (length == 0)
            {
                letters[count++] = '&';
            }
            else
            {
                var fault = at == endOfShift ? ModifiedUtf7Fault.SuperfluousShift : DecodeRun(octets.Slice(at + 1, length), letters, ref count);
                if (fault != ModifiedUtf7Fault.None)
                {
                    return fault;
                }

                endOfShift = at + length + 2;
            }

            at += length + 1;
        }

        text = new string(letters[..count]);
        return ModifiedUtf7Fault.None;
    }

    /// <summary>Octets that <see cref="Encode(ReadOnlySpan{char}, Span{byte})"/> needs at most: a letter alone between two shifts takes five.</summary>
    public static int OctetsMax(int letters) => letters * 5;

    /// <summary>Returns how many octets it wrote. The text must not hold unpaired surrogates.</summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> into)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            if (IsItself(text[at]))
            {
                into[count++] = (byte)text[at];
                if (text[at++] == '&')
                {
                    into[count++] = Unshift;
                }

                continue;
            }

            var end = at + 1;
            while (end < text.Length && !IsItself(text[end]))
            {
                end++;
            }

            into[count++] = Shift;
            EncodeRun(text[at..end], into, ref count);
            into[count++] = Unshift;
            at = end;
        }

        return count;
    }

    /// <summary>The same string if it needs no encoding.</summary>
    public static string Encode(string text)
    {
        if (!text.Contains('&') && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var octets = text.Length <= OnStack / 5 ? stackalloc byte[OnStack] : new byte[OctetsMax(text.Length)];
        return Encoding.ASCII.GetString(octets[..Encode(text, octets)]);
    }

    private static bool IsItself(char letter) => letter is >= ' ' and <= '~';

    private static ModifiedUtf7Fault DecodeRun(ReadOnlySpan<byte> run, Span<char> letters, ref int count)
    {
        var (bits, held) = (0U, 0);
        var isHigh = false;
        foreach (var octet in run)
        {
            var digit = Digits.IndexOf(octet);
            if (digit < 0)
            {
                return ModifiedUtf7Fault.BadBase64;
            }

            bits = bits << 6 | (uint)digit;
            held += 6;
            if (held < 16)
            {
                continue;
            }

            held -= 16;
            var letter = (char)(bits >> held);
            bits &= (1U << held) - 1;
            if (IsItself(letter))
            {
                return ModifiedUtf7Fault.NeedlessBase64;
            }

            if (char.IsLowSurrogate(letter) != isHigh)
            {
                return ModifiedUtf7Fault.UnpairedSurrogate;
            }

            isHigh = char.IsHighSurrogate(letter);
            letters[count++] = letter;
        }

        // What is left fills up the last digit, with zeros.
        var isWhole = held < 6 && bits == 0 && run.Length > 1;
        return !isWhole ? ModifiedUtf7Fault.BadBase64 : isHigh ? ModifiedUtf7Fault.UnpairedSurrogate : ModifiedUtf7Fault.None;
    }

    private static void EncodeRun(ReadOnlySpan<char> run, Span<byte> into, ref int count)
    {
        var (bits, held) = (0U, 0);
        foreach (var letter in run)
        {
            bits = bits << 16 | letter;
            for (held += 16; held >= 6; bits &= (1U << held) - 1)
            {
                held -= 6;
                into[count++] = Digits[(int)(bits >> held)];
            }
        }

        if (held > 0)
        {
            into[count++] = Digits[(int)(bits << (6 - held))];
        }
    }
}
