using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Mail;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Mailboxes as loads want them: the same messages in the same order at every server, put there by IMAP.</summary>
internal static class Mailboxes
{
    private const int Batch = 25;

    public static ImapClient LogIn(Target target, string user) => ImapClient.LogIn(target.ImapPlace, target.LoginOf(user), target.Password);

    public static ImapClient Select(Target target, string user, string mailbox)
    {
        var client = LogIn(target, user);
        client.Do("SELECT " + mailbox);
        return client;
    }

    /// <summary>A mailbox from an earlier run is used again if it holds as many.</summary>
    public static void Fill(Target target, string user, string mailbox, int messages)
    {
        using var client = LogIn(target, user);
        if (mailbox != "INBOX")
        {
            // It may be there; STATUS says whether it is.
            client.Send($"y CREATE {mailbox}\r\n");
            client.Until("y ");
        }

        var there = Count(client, mailbox);
        if (there != 0 && there != messages)
        {
            throw new InvalidDataException($"{mailbox} of {user} holds {there} messages, and {messages} are wanted: take a new folder.");
        }

        for (var number = there; number < messages; number += Batch)
        {
            Append(client, mailbox, number, Math.Min(Batch, messages - number));
        }
    }

    /// <summary>A new mailbox, full, in place of one from before.</summary>
    public static void Renew(Target target, string user, string mailbox, int messages)
    {
        using (var client = LogIn(target, user))
        {
            client.Send($"y DELETE {mailbox}\r\n");
            client.Until("y ");
        }

        Fill(target, user, mailbox, messages);
    }

    public static int Count(ImapClient client, string mailbox)
    {
        var line = client.Ask($"STATUS {mailbox} (MESSAGES)", "* STATUS");
        return int.Parse(line.Split("MESSAGES ")[1].TrimEnd(')', ' '), CultureInfo.InvariantCulture);
    }

    // RFC 3502: many by one command, and one commit.
    private static void Append(ImapClient client, string mailbox, int first, int count)
    {
        client.Send($"x APPEND {mailbox}");
        for (var number = first; number < first + count; number++)
        {
            var message = RealMix.At(number);
            client.Send(string.Create(CultureInfo.InvariantCulture, $" {{{message.Length}+}}\r\n"));
            client.Send(message);
        }

        client.Send("\r\n");
        client.Finish("?");
    }
}
