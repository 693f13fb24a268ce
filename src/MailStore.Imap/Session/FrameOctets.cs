using System.Text.Unicode;

namespace MailStore.Imap.Session;

/// <summary>Walks a frame that is known to be a sentence.</summary>
internal static class FrameOctets
{
    /// <summary>Octets above 127 that stand in no literal.</summary>
    public static bool HasEightBit(ReadOnlySpan<byte> frame)
    {
        for (var at = 0; at < frame.Length;)
        {
            var next = Next(frame, at);
            if (frame[at] != '{' && frame[at..next].ContainsAnyInRange((byte)0x80, (byte)0xFF))
            {
                return true;
            }

            at = next;
        }

        return false;
    }

    /// <summary>An octet that stands in no string.</summary>
    public static bool Has(ReadOnlySpan<byte> frame, byte octet)
    {
        for (var at = 0; at < frame.Length; at = Next(frame, at))
        {
            if (frame[at] == octet)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Octets above 127 in a string or an atom that are no UTF-8.</summary>
    public static bool HasBrokenUtf8(ReadOnlySpan<byte> frame)
    {
        for (var at = 0; at < frame.Length;)
        {
            // A letter of several octets is never parted: what starts neither a string nor a literal goes up to what does.
            var end = frame[at] is (byte)'"' or (byte)'{' ? Next(frame, at) : EndOfAtoms(frame, at);
            if (frame[at] != '{' && !Utf8.IsValid(frame[at..end]))
            {
                return true;
            }

            at = end;
        }

        return false;
    }

    private static int EndOfAtoms(ReadOnlySpan<byte> frame, int at)
    {
        var length = frame[at..].IndexOfAny((byte)'"', (byte)'{');
        return length < 0 ? frame.Length : at + length;
    }

    /// <summary>Behind an octet, a string, or a literal whose octets lie in the frame.</summary>
    public static int Next(ReadOnlySpan<byte> frame, int at)
    {
        if (frame[at] == '"')
        {
            for (at++; frame[at] != '"'; at++)
            {
                at += frame[at] == '\\' ? 1 : 0;
            }
        }
        else if (frame[at] == '{')
        {
            long size = 0;
            for (at++; char.IsAsciiDigit((char)frame[at]) && size <= frame.Length; at++)
            {
                size = (size * 10) + (frame[at] - '0');
            }

            // The last one in the frame may be one whose octets never enter it.
            at += frame[at..].IndexOf((byte)'\n');
            return (int)Math.Min(at + 1 + size, frame.Length);
        }

        return at + 1;
    }
}
