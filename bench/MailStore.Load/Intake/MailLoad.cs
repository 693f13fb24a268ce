using System.Text;

namespace MailStore.Load.Intake;

/// <summary>Messages to be sent: made of a seed, so that they are the same everywhere; no two alike, so that nothing is stored once for many.</summary>
internal static class MailLoad
{
    private const int LineLetters = 76;

    /// <summary>RFC 2920 §3.1: QUIT may stand behind the end of the last message, and transfer agents put it there.</summary>
    public static byte[] WithQuit(byte[] message) => [.. message, .. "QUIT\r\n"u8];

    /// <summary>A message of so many octets with the dot behind it.</summary>
    public static byte[] Message(int octets, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder($"From: load@example.org\r\nSubject: load {seed}\r\nMessage-ID: <{seed}@load.example>\r\nDate: Sat, 21 Nov 2026 17:00:00 +0000\r\n\r\n");
        while (text.Length < octets)
        {
            for (var letter = 0; letter < LineLetters; letter++)
            {
                text.Append((char)('a' + random.Next(26)));
            }

            text.Append("\r\n");
        }

        text.Length = octets - 2;
        return Encoding.ASCII.GetBytes(text.Replace("\r", "x", octets - 3, 1).Append("\r\n.\r\n").ToString());
    }

    /// <summary>MAIL, RCPT and DATA, to one of the users u0 to u15 at example.org.</summary>
    public static byte[] Envelope(int user) =>
        Encoding.ASCII.GetBytes($"MAIL FROM:<load@example.org>\r\nRCPT TO:<u{user % 16}@example.org>\r\nDATA\r\n");
}
