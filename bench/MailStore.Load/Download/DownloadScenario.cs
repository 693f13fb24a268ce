using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Load.Clients;

namespace MailStore.Load.Download;

/// <summary>What a POP3 client does to a full maildrop, at two servers in turn with warm caches. The ratio says how much faster the first one is.</summary>
internal static class DownloadScenario
{
    private const int Rounds = 5;
    private const int Ahead = 50;

    public static async Task RunAsync(DownloadTarget ours, DownloadTarget theirs, int messages)
    {
        await ours.FillAsync(messages);
        await theirs.FillAsync(messages);
        Console.WriteLine($"POP3 with {messages} real messages, median of {Rounds} rounds in turn, milliseconds: {ours.Pop3} against {theirs.Pop3}");
        foreach (var (name, run) in new (string, Func<Pop3Client, int, ValueTask>)[]
        {
            ("login and STAT", (client, _) => client.DoAsync("STAT")),
            ("login and LIST", (client, _) => client.DoLongAsync("LIST")),
            ("login and UIDL", (client, _) => client.DoLongAsync("UIDL")),
            ("login and RETR of each, one by one", OneByOneAsync),
            ($"login and RETR of each, {Ahead} ahead", AheadAsync),
            ("login and TOP 0 of each, one by one", TopsAsync),
        })
        {
            await CompareAsync(name, run, ours, theirs, messages);
        }
    }

    private static async Task CompareAsync(string name, Func<Pop3Client, int, ValueTask> run, DownloadTarget ours, DownloadTarget theirs, int messages)
    {
        var (first, second) = (new List<double>(), new List<double>());
        var (size, otherSize) = (0L, 0L);
        for (var round = 0; round <= Rounds; round++)
        {
            (var mine, size) = await TimeAsync(run, ours, messages);
            (var other, otherSize) = await TimeAsync(run, theirs, messages);
            if (round > 0)
            {
                first.Add(mine);
                second.Add(other);
            }
        }

        first.Sort();
        second.Sort();
        var (one, two) = (first[Rounds / 2], second[Rounds / 2]);
        Console.WriteLine($"  {name,-40} {one,9:0.0} {two,9:0.0}   {two / one,6:0.00}x   ({size / 1024} and {otherSize / 1024} KiB)");
    }

    private static async Task<(double Milliseconds, long Octets)> TimeAsync(Func<Pop3Client, int, ValueTask> run, DownloadTarget target, int messages)
    {
        var start = Stopwatch.GetTimestamp();
        using var client = await Pop3Client.LogInAsync(target.Pop3, target.User, target.Password);
        await run(client, messages);
        await client.DoAsync("QUIT");
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, client.Octets);
    }

    private static async ValueTask OneByOneAsync(Pop3Client client, int messages)
    {
        for (var number = 1; number <= messages; number++)
        {
            await client.RetrieveAsync(number);
        }
    }

    private static async ValueTask TopsAsync(Pop3Client client, int messages)
    {
        for (var number = 1; number <= messages; number++)
        {
            await client.DoLongAsync(string.Create(CultureInfo.InvariantCulture, $"TOP {number} 0"));
        }
    }

    // RFC 2449 §6.6
    private static async ValueTask AheadAsync(Pop3Client client, int messages)
    {
        for (var first = 1; first <= messages; first += Ahead)
        {
            var last = Math.Min(messages, first + Ahead - 1);
            var commands = new StringBuilder();
            for (var number = first; number <= last; number++)
            {
                commands.Append(CultureInfo.InvariantCulture, $"RETR {number}\r\n");
            }

            await client.SendAsync(commands.ToString());
            for (var number = first; number <= last; number++)
            {
                await client.ReadLongAsync();
            }
        }
    }
}
