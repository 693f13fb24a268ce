using System.Globalization;
using System.Net;
using System.Text;
using MailStore.Load.Clients;
using MailStore.Load.Mail;

namespace MailStore.Load.Scenarios;

/// <summary>What a server's memory does while many clients send large messages at once.</summary>
internal static class LargeScenario
{
    private const int PieceBytes = 64 * 1024;

    public static async Task RunAsync(IPEndPoint place, int clients, int megabytes, int process)
    {
        // As many clients at once have their buffers, whatever they send: what is asked here is whether more comes with larger messages.
        var start = ResidentMegabytes(process);
        var small = await HighestAsync(place, clients, megabytes / 10, process);
        var large = await HighestAsync(place, clients, megabytes, process);
        Console.WriteLine($"{clients} clients at once, resident: {start} MB before, {small} MB at most with {megabytes / 10} MB each, {large} MB at most with {megabytes} MB each, {ResidentMegabytes(process)} MB behind it");
    }

    private static async Task<int> HighestAsync(IPEndPoint place, int clients, int megabytes, int process)
    {
        var sending = Task.WhenAll(Enumerable.Range(0, clients).Select(number => Task.Factory.StartNew(() => Send(place, number, megabytes), TaskCreationOptions.LongRunning)));
        var highest = ResidentMegabytes(process);
        while (await Task.WhenAny(sending, Task.Delay(100)) != sending)
        {
            highest = Math.Max(highest, ResidentMegabytes(process));
        }

        await sending;
        return highest;
    }

    private static void Send(IPEndPoint place, int number, int megabytes)
    {
        using var client = MailClient.Connect(place, isLmtp: true);
        client.Send(MadeMail.Envelope(number));
        client.Expect(2, "250"u8);
        client.Expect(1, "354"u8);
        client.Send(Encoding.ASCII.GetBytes($"From: load@example.org\r\nSubject: large {number}\r\n\r\n"));
        var piece = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string((char)('a' + (number % 26)), 62) + "\r\n", PieceBytes / 64)));
        for (var sent = 0L; sent < megabytes * 1_000_000L; sent += piece.Length)
        {
            client.Send(piece);
        }

        client.Send(".\r\nQUIT\r\n"u8);
        client.Expect(1, "250"u8);
        client.Expect(1, "221"u8);
    }

    private static int ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
