using System.Globalization;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>A mailbox of a million messages, which COPY makes of a thousand.</summary>
internal static class LargeMailbox
{
    private const int First = 1000;

    public static void Fill(Target target, string user, string mailbox, int messages)
    {
        using (var client = Mailboxes.LogIn(target, user))
        {
            client.Send($"y CREATE {mailbox}\r\n");
            client.Until("y ");
            if (Mailboxes.Count(client, mailbox) == messages)
            {
                return;
            }
        }

        Mailboxes.Fill(target, user, "seed", First);
        using var copier = Mailboxes.Select(target, user, "seed");
        for (var there = Mailboxes.Count(copier, mailbox); there < messages; there += First)
        {
            copier.Do(string.Create(CultureInfo.InvariantCulture, $"COPY 1:{Math.Min(First, messages - there)} {mailbox}"));
        }
    }
}
