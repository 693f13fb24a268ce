using System.Net.Sockets;
using System.Text;
using MailStore.Interop.Tests.Peers;

namespace MailStore.Interop.Tests.Pop3;

/// <summary>Mail for a client to fetch, put there by IMAP.</summary>
internal static class Letters
{
    /// <summary>Lines that start with dots, one that is long, and text beyond ASCII. What clients store ends its lines with LF.</summary>
    public static string Of(int number) =>
        $"From: a@example.org\r\nTo: anna@example.org\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@example.org>\r\n\r\nText {number}.\r\n.\r\n..\r\n.dot\r\n{new string('x', 900)}\r\n\u00C3\u00A4\r\nend\r\n";

    public static async Task PutAsync(OurServer server, int count)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Ports["imap"]);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await DoAsync(client, reader, $"LOGIN {OurServer.Name} {OurServer.Password}");
        for (var number = 1; number <= count; number++)
        {
            var letter = Of(number);
            await DoAsync(client, reader, $"APPEND INBOX {{{letter.Length}+}}\r\n{letter}");
        }

        await DoAsync(client, reader, "LOGOUT");
    }

    /// <summary>How many are in INBOX, asked by IMAP.</summary>
    public static async Task<int> CountAsync(OurServer server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Ports["imap"]);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await DoAsync(client, reader, $"LOGIN {OurServer.Name} {OurServer.Password}");
        var line = await DoAsync(client, reader, "STATUS INBOX (MESSAGES)");
        return int.Parse(line.Split("MESSAGES ")[1].TrimEnd(')'));
    }

    /// <summary>The last line before the tagged one.</summary>
    private static async Task<string> DoAsync(TcpClient client, StreamReader reader, string command)
    {
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"x {command}\r\n"));
        var last = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("x OK", StringComparison.Ordinal))
            {
                return last;
            }

            Assert.StartsWith("* ", line);
            last = line;
        }

        throw new InvalidDataException("The server closed the connection.");
    }
}
