using System.Globalization;
using System.Text;

namespace MailStore.Load.Mail;

/// <summary>Messages that are made of a seed, so that they are the same everywhere; no two alike, so that nothing is stored once for many.</summary>
internal static class MadeMail
{
    private const int LineLetters = 76;

    /// <summary>RFC 2920 §3.1: QUIT may stand behind the end of the last message, and transfer agents put it there.</summary>
    public static byte[] WithQuit(byte[] message) => [.. message, .. "QUIT\r\n"u8];

    /// <summary>A message of about so many octets.</summary>
    public static byte[] Message(int octets, int seed, string from = "load@example.org")
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"From: {from}\r\nSubject: load {seed}\r\nMessage-ID: <{seed}@load.example>\r\nDate: Sat, 21 Nov 2026 17:00:00 +0000\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(header), .. Text(octets - header.Length, seed)];
    }

    /// <summary>Whole lines of letters, at least so many octets and at most a line more.</summary>
    public static byte[] Text(int octets, int seed)
    {
        var dice = new Random(seed);
        var text = new List<byte>(Math.Max(0, octets) + LineLetters + 2);
        while (text.Count < octets)
        {
            for (var letter = 0; letter < LineLetters; letter++)
            {
                text.Add((byte)('a' + dice.Next(26)));
            }

            text.AddRange("\r\n"u8);
        }

        return [.. text];
    }

    /// <summary>MAIL, RCPT and DATA, to some of the users u0 to u15 at example.org.</summary>
    public static byte[] Envelope(int user, int recipients = 1)
    {
        var all = Enumerable.Range(user, recipients).Select(one => string.Create(CultureInfo.InvariantCulture, $"RCPT TO:<u{one % 16}@example.org>\r\n"));
        return Encoding.ASCII.GetBytes($"MAIL FROM:<load@example.org>\r\n{string.Concat(all)}DATA\r\n");
    }
}
