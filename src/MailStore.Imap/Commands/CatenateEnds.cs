using MailStore.Imap.Session;

namespace MailStore.Imap.Commands;

/// <summary>
/// Where lists of CATENATE end in a frame of APPEND. The frame is known to be a sentence, so nothing has to be checked; strings and
/// short literals are passed over whole.
/// </summary>
internal static class CatenateEnds
{
    private static ReadOnlySpan<byte> Keyword => " CATENATE "u8;

    /// <summary>Behind the tag, the verb and the mailbox.</summary>
    public static int BehindMailbox(ReadOnlySpan<byte> frame)
    {
        var at = 0;
        for (var words = 0; words < 3; at += words < 3 ? 1 : 0)
        {
            while (frame[at] is not ((byte)' ' or (byte)'\r'))
            {
                at = FrameOctets.Next(frame, at);
            }

            words++;
        }

        return at;
    }

    /// <summary>Behind each list's closing parenthesis.</summary>
    /// <param name="start">Behind the mailbox, or behind octets.</param>
    /// <param name="isInside">There a list is open.</param>
    /// <param name="isOpen">So it is where the frame ends.</param>
    public static List<int> Of(ReadOnlySpan<byte> frame, int start, bool isInside, out bool isOpen)
    {
        var ends = new List<int>();
        for (var at = start; at < frame.Length;)
        {
            var octet = frame[at];
            isInside |= octet == '(' && at - start >= Keyword.Length && IsKeyword(frame[(at - Keyword.Length)..at]);
            at = FrameOctets.Next(frame, at);

            // RFC 6855 §4: a literal8 stands in parentheses of its own, but it ends the frame.
            if (octet == ')' && isInside)
            {
                ends.Add(at);
                isInside = false;
            }
        }

        isOpen = isInside;
        return ends;
    }

    private static bool IsKeyword(ReadOnlySpan<byte> octets) => System.Text.Ascii.EqualsIgnoreCase(octets, Keyword);
}
