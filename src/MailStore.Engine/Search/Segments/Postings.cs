
namespace MailStore.Engine.Search.Segments;

/// <summary>
/// Which messages have a term: numbers in the segment, ascending, the first one and then differences, seven bits an octet with the
/// low ones first; or a bit for each message of the segment, where that is shorter.
/// </summary>
internal static class Postings
{
    /// <summary>As a bit map.</summary>
    public static int MapBytes(int messages) => (messages + 7) / 8;

    /// <summary>Octets that these may take at most, in either form.</summary>
    public static int BytesMax(int count) => count * 5;

    /// <returns>How many octets were written.</returns>
    public static int Write(ReadOnlySpan<int> messages, int messagesOfSegment, Span<byte> into, out bool isMap)
    {
        var map = MapBytes(messagesOfSegment);
        isMap = messages.Length > map;
        if (isMap)
        {
            into[..map].Clear();
            foreach (var message in messages)
            {
                into[message >> 3] |= (byte)(1 << (message & 7));
            }

            return map;
        }

        var (used, last) = (0, 0);
        foreach (var message in messages)
        {
            var number = (uint)(message - last);
            for (; number >= 0x80; number >>= 7)
            {
                into[used++] = (byte)(number | 0x80);
            }

            into[used++] = (byte)number;
            last = message;
        }

        return used;
    }

    /// <summary>Adds them to a set of messages of the segment.</summary>
    public static void AddTo(Span<ulong> set, ReadOnlySpan<byte> octets, bool isMap, int messagesOfSegment)
    {
        if (isMap)
        {
            Checked(octets.Length == MapBytes(messagesOfSegment));
            for (var at = 0; at < octets.Length; at++)
            {
                set[at >> 3] |= (ulong)octets[at] << ((at & 7) * 8);
            }

            return;
        }

        var message = 0L;
        while (!octets.IsEmpty)
        {
            message += Take(ref octets);
            Checked(message < messagesOfSegment);
            set[(int)(message >> 6)] |= 1UL << (int)message;
        }
    }

    /// <param name="into">Room for all messages of the segment.</param>
    /// <returns>How many there are.</returns>
    public static int Read(ReadOnlySpan<byte> octets, bool isMap, int messagesOfSegment, Span<int> into)
    {
        var count = 0;
        if (isMap)
        {
            Checked(octets.Length == MapBytes(messagesOfSegment));
            for (var message = 0; message < messagesOfSegment; message++)
            {
                if ((octets[message >> 3] >> (message & 7) & 1) != 0)
                {
                    into[count++] = message;
                }
            }

            return count;
        }

        var last = 0L;
        while (!octets.IsEmpty)
        {
            last += Take(ref octets);
            Checked(last < messagesOfSegment && count < into.Length);
            into[count++] = (int)last;
        }

        return count;
    }

    public static uint Take(ref ReadOnlySpan<byte> octets)
    {
        // Most are small.
        if (octets is [< 0x80, ..])
        {
            uint small = octets[0];
            octets = octets[1..];
            return small;
        }

        var number = 0u;
        for (var at = 0; at < octets.Length && at < 5; at++)
        {
            number |= (uint)(octets[at] & 0x7F) << (7 * at);
            if (octets[at] < 0x80)
            {
                octets = octets[(at + 1)..];
                return number;
            }
        }

        throw new SegmentFaultException("a number in it does not end");
    }

    private static void Checked(bool isSound)
    {
        if (!isSound)
        {
            throw new SegmentFaultException("it names messages that it does not have");
        }
    }
}
