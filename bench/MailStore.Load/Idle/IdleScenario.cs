using System.Diagnostics;
using System.Net;
using MailStore.Load.Clients;

namespace MailStore.Load.Idle;

/// <summary>
/// How long after an APPEND was sent others hear of it: a number of sessions idle in one mailbox, another appends to it, one
/// message after the other. The appender's own OK is what durability takes; the rest is notification, and the work of this client.
/// </summary>
internal static class IdleScenario
{
    private const int MessageBytes = 4 * 1024;

    public static async Task RunAsync(IPEndPoint place, string user, string password, int sessions, int messages)
    {
        using var sender = await ImapClient.LogInAsync(place, user, password);
        await sender.DoAsync("SELECT INBOX");
        var idlers = new List<ImapClient>();
        for (var number = 0; number < sessions; number++)
        {
            var idler = await ImapClient.LogInAsync(place, user, password);
            await idler.SendAsync("x EXAMINE INBOX\r\n");
            await idler.UntilAsync("x OK");
            await idler.SendAsync("x IDLE\r\n");
            await idler.UntilAsync("+ ");
            idlers.Add(idler);
        }

        var told = new List<double>(sessions * messages);
        var durable = new List<double>(messages);
        var behind = new List<double>(sessions * messages);
        await MeasureAsync(sender, idlers, messages, (ok, all) =>
        {
            durable.Add(ok);
            told.AddRange(all);
            behind.AddRange(all.Select(one => one - ok));
        });
        idlers.ForEach(idler => idler.Dispose());
        Console.WriteLine($"{sessions} sessions idle in one mailbox, {messages} messages of {MessageBytes} octets, milliseconds");
        Print("APPEND sent -> its OK", durable);
        Print("APPEND sent -> EXISTS in IDLE", told);
        Print("OK -> EXISTS (below 0: told first)", behind);
    }

    private static async Task MeasureAsync(ImapClient sender, List<ImapClient> idlers, int messages, Action<double, double[]> record)
    {
        var body = "Subject: load\r\n\r\n" + new string('x', MessageBytes - 19) + "\r\n";
        const int Warmup = 20;
        using var watch = new NewsWatch(idlers);
        var count = await CountAsync(sender);
        for (var number = 0; number < messages + Warmup; number++)
        {
            count++;
            var start = Stopwatch.GetTimestamp();
            var ok = TimeAsync(AppendAsync(sender, body), start);
            var all = watch.Await(count);
            var own = await ok;
            if (number >= Warmup)
            {
                record(own, [.. all.Select(time => Stopwatch.GetElapsedTime(start, time).TotalMilliseconds)]);
            }
        }
    }

    private static async Task<int> CountAsync(ImapClient client)
    {
        await client.SendAsync("x STATUS INBOX (MESSAGES)\r\n");
        var line = await client.UntilAsync("* STATUS");
        await client.UntilAsync("x OK");
        return int.Parse(line.Split(' ')[^1].TrimEnd(')'));
    }

    private static async Task AppendAsync(ImapClient client, string body)
    {
        await client.SendAsync($"x APPEND INBOX {{{body.Length}+}}\r\n{body}\r\n");
        await client.UntilAsync("x OK");
    }

    private static async Task<double> TimeAsync(Task task, long start)
    {
        await task;
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        double At(double part) => times[Math.Min(times.Count - 1, (int)(times.Count * part))];
        Console.WriteLine($"  {what,-36} p50 {At(0.5),8:0.00}   p99 {At(0.99),8:0.00}   max {times[^1],8:0.00}");
    }
}
