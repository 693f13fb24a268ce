using System.Net;
using MailStore.Load.Clients;

namespace MailStore.Load.Scenarios;

/// <summary>What sessions that idle in a mailbox of 10,000 messages take of the server's memory: its resident set before and with them.</summary>
internal static class MemoryScenario
{
    private const int Messages = 10_000;
    private const int Batch = 50;

    /// <summary>What was freed when the sessions came to rest is given back by then.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(IPEndPoint place, string user, string password, int sessions, int process, bool isTls)
    {
        using (var sender = ImapClient.LogIn(place, user, password, isTls))
        {
            Fill(sender);
        }

        // The first session of a mailbox loads what all of them share.
        using var first = Begin(place, user, password, isTls);
        await Task.Delay(s_settling);
        var before = ResidentKiB(process);
        var idlers = new List<ImapClient>(sessions);
        for (var number = 0; number < sessions; number++)
        {
            idlers.Add(Begin(place, user, password, isTls));
        }

        await Task.Delay(s_settling);
        var with = ResidentKiB(process);
        idlers.ForEach(idler => idler.Dispose());
        Console.WriteLine($"{sessions} {(isTls ? "TLS " : "")}sessions idle in a mailbox of {Messages} messages: resident {before} KiB before, {with} KiB with them, {(with - before) / (double)sessions:0.0} KiB each");
    }

    private static ImapClient Begin(IPEndPoint place, string user, string password, bool isTls)
    {
        var idler = ImapClient.LogIn(place, user, password, isTls);
        idler.Do("SELECT INBOX");
        idler.Send("x IDLE\r\n");
        idler.Until("+ ");
        return idler;
    }

    private static void Fill(ImapClient client)
    {
        const string Body = "Subject: load\r\n\r\nA short message.\r\n";
        for (var number = 0; number < Messages; number += Batch)
        {
            client.Send(string.Concat(Enumerable.Repeat($"x APPEND INBOX {{{Body.Length}+}}\r\n{Body}\r\n", Batch)));
            for (var one = 0; one < Batch; one++)
            {
                client.Until("x OK");
            }
        }
    }

    private static long ResidentKiB(int process)
    {
        const string Key = "VmRSS:";
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(Key, StringComparison.Ordinal));
        return long.Parse(line[Key.Length..].Trim().Split(' ')[0]);
    }
}
