using MailStore.Testing.Corpus;

namespace MailStore.Load.Mail;

/// <summary>Real messages that every server takes as they are.</summary>
internal static class RealMix
{
    private const int LeastBytes = 17 * 1024;
    private const int MostBytes = 24 * 1024;
    private const int SmallBytes = 16 * 1024;

    private static readonly Lazy<byte[][]> s_messages = new(() => [.. RealMail.Read().Select(message => message.Octets).Where(IsPlain)]);

    /// <summary>As they are, in the same order everywhere, again from the start if more are wanted.</summary>
    public static byte[] At(int number) => s_messages.Value[number % s_messages.Value.Length];

    /// <summary>For delivery: 17 to 24 KB, with text behind what is smaller, so that a round weighs the same everywhere; no two alike.</summary>
    public static byte[][] Sized(int count, int seed)
    {
        var dice = new Random(seed);
        var small = s_messages.Value.Where(message => message.Length < SmallBytes).ToArray();
        var sized = new byte[count][];
        for (var number = 0; number < count; number++)
        {
            var message = small[dice.Next(small.Length)];
            var made = MadeMail.Text(dice.Next(LeastBytes, MostBytes) - message.Length, dice.Next());
            sized[number] = [.. message, .. LineEnd(message), .. made];
        }

        return sized;
    }

    /// <summary>RFC 5321 §4.5.2: with a dot in front of dots, and the dot behind it all.</summary>
    public static byte[] Stuffed(byte[] message)
    {
        var stuffed = new List<byte>(message.Length + 16);
        for (var at = 0; at < message.Length; at++)
        {
            if (message[at] == (byte)'.' && (at == 0 || message[at - 1] == (byte)'\n'))
            {
                stuffed.Add((byte)'.');
            }

            stuffed.Add(message[at]);
        }

        return [.. stuffed, .. LineEnd(message), .. ".\r\n"u8];
    }

    private static ReadOnlySpan<byte> LineEnd(byte[] message) => message.AsSpan().EndsWith("\r\n"u8) ? [] : "\r\n"u8;

    // Cyrus refuses NUL, lines of the header that are no field, and line ends that are none; it changes eight bits in a header.
    private static bool IsPlain(byte[] message)
    {
        var header = message.AsSpan(0, Math.Max(0, message.AsSpan().IndexOf("\r\n\r\n"u8)));
        if (header.IsEmpty || message.AsSpan().Contains((byte)0) || header.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return false;
        }

        foreach (var range in header.Split("\r\n"u8))
        {
            var line = header[range];
            if (line.IsEmpty || (line[0] is not ((byte)' ' or (byte)'\t') && line.IndexOfAny((byte)':', (byte)' ') is var end && (end <= 0 || line[end] != (byte)':')))
            {
                return false;
            }
        }

        return message.AsSpan().Count((byte)'\r') == message.AsSpan().Count("\r\n"u8) && message.AsSpan().Count((byte)'\n') == message.AsSpan().Count("\r\n"u8);
    }
}
