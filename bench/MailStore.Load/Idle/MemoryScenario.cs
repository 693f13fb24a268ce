using System.Net;
using MailStore.Load.Clients;

namespace MailStore.Load.Idle;

/// <summary>What sessions that idle in a mailbox of 10,000 messages take of the server's memory: its resident set before and with them.</summary>
internal static class MemoryScenario
{
    private const int Messages = 10_000;
    private const int Batch = 50;

    /// <summary>What was freed when the sessions came to rest is given back by then.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(IPEndPoint place, string user, string password, int sessions, int process, bool isTls)
    {
        using (var sender = await ImapClient.LogInAsync(place, user, password, isTls))
        {
            await FillAsync(sender);
        }

        // The first session of a mailbox loads what all of them share.
        using var first = await BeginAsync(place, user, password, isTls);
        await Task.Delay(s_settling);
        var before = ResidentKiB(process);
        var idlers = new List<ImapClient>(sessions);
        for (var number = 0; number < sessions; number++)
        {
            idlers.Add(await BeginAsync(place, user, password, isTls));
        }

        await Task.Delay(s_settling);
        var with = ResidentKiB(process);
        idlers.ForEach(idler => idler.Dispose());
        Console.WriteLine($"{sessions} {(isTls ? "TLS " : "")}sessions idle in a mailbox of {Messages} messages: resident {before} KiB before, {with} KiB with them, {(with - before) / (double)sessions:0.0} KiB each");
    }

    private static async Task<ImapClient> BeginAsync(IPEndPoint place, string user, string password, bool isTls)
    {
        var idler = await ImapClient.LogInAsync(place, user, password, isTls);
        await idler.SendAsync("x SELECT INBOX\r\n");
        await idler.UntilAsync("x OK");
        await idler.SendAsync("x IDLE\r\n");
        await idler.UntilAsync("+ ");
        return idler;
    }

    private static async Task FillAsync(ImapClient client)
    {
        const string Body = "Subject: load\r\n\r\nA short message.\r\n";
        for (var number = 0; number < Messages; number += Batch)
        {
            await client.SendAsync(string.Concat(Enumerable.Repeat($"x APPEND INBOX {{{Body.Length}+}}\r\n{Body}\r\n", Batch)));
            for (var one = 0; one < Batch; one++)
            {
                await client.UntilAsync("x OK");
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
