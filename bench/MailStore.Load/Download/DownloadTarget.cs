using System.Globalization;
using System.Net;
using System.Text;
using MailStore.Load.Clients;
using MailStore.Testing.Corpus;

namespace MailStore.Load.Download;

/// <summary>A server whose INBOX holds real messages, the same in the same order in each. They are put there by IMAP.</summary>
internal sealed record DownloadTarget(IPEndPoint Imap, IPEndPoint Pop3, string User, string Password)
{
    private const int Batch = 50;

    /// <summary>NAME:PASSWORD@IMAP-ADDRESS:PORT,POP3-ADDRESS:PORT</summary>
    public static DownloadTarget Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var (login, places) = (text[..at].Split(':', 2), text[(at + 1)..].Split(','));
        return new(IPEndPoint.Parse(places[0]), IPEndPoint.Parse(places[1]), login[0], login[1]);
    }

    /// <summary>A mailbox from an earlier run is used again if it holds as many.</summary>
    public async Task FillAsync(int messages)
    {
        using var client = await ImapClient.LogInAsync(Imap, User, Password);
        await client.SendAsync("x STATUS INBOX (MESSAGES)\r\n");
        var there = int.Parse((await client.UntilAsync("* STATUS")).Split("MESSAGES ")[1].TrimEnd(')', ' '), CultureInfo.InvariantCulture);
        await client.UntilAsync("x OK");
        if (there != 0 && there != messages)
        {
            throw new InvalidDataException($"INBOX holds {there} messages, and {messages} are wanted: take another account.");
        }

        foreach (var batch in there == 0 ? Forever().Take(messages).Chunk(Batch) : [])
        {
            // RFC 3502: many by one command, and one commit.
            await client.SendAsync("x APPEND INBOX" + string.Concat(batch.Select(octets => $" {{{octets.Length}+}}\r\n{Encoding.Latin1.GetString(octets)}")) + "\r\n");
            await client.UntilAsync("x OK");
        }
    }

    private static IEnumerable<byte[]> Forever()
    {
        while (true)
        {
            foreach (var message in RealMail.Read())
            {
                yield return message.Octets;
            }
        }
    }
}
