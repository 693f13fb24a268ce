using System.Diagnostics;

namespace MailStore.Load.Intake;

/// <summary>
/// How many messages a second two servers take, in turns, so that what else the machine does meets both. A message counts when its 250
/// is there. With <c>perSession</c> each session sends so many and ends; with 0 a session lasts for the whole round.
/// </summary>
internal static class IntakeScenario
{
    private const int Rounds = 5;

    /// <summary>A server that has run for a minute is meant: by then its code is compiled as it stays.</summary>
    private const int WarmUps = 4;

    public static async Task RunAsync(MailTarget first, MailTarget second, int connections, int messages, int octets, int perSession)
    {
        var bodies = Enumerable.Range(0, 64).Select(seed => MailLoad.Message(octets, seed)).ToArray();
        Console.WriteLine($"{messages} messages of {octets} octets a round over {connections} connections{(perSession > 0 ? $", {perSession} a session" : "")}: messages a second");

        // What is compiled and opened at first is nobody's figure.
        for (var round = 0; round < WarmUps; round++)
        {
            await RoundAsync(first, bodies, connections, messages, perSession);
            await RoundAsync(second, bodies, connections, messages, perSession);
        }

        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var ours = await RoundAsync(first, bodies, connections, messages, perSession);
            var theirs = await RoundAsync(second, bodies, connections, messages, perSession);
            ratios.Add(ours / theirs);
            Console.WriteLine($"  round {round}   {first.Name} {ours,8:0}   {second.Name} {theirs,8:0}   ratio {ours / theirs,6:0.00}");
        }

        ratios.Sort();
        Console.WriteLine($"  median ratio {ratios[Rounds / 2]:0.00}");
    }

    private static async Task<double> RoundAsync(MailTarget target, byte[][] bodies, int connections, int messages, int perSession)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => SendAsync(target, bodies, number, messages / connections, perSession))));
        return messages / connections * connections / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task SendAsync(MailTarget target, byte[][] bodies, int number, int messages, int perSession)
    {
        var envelope = MailLoad.Envelope(number);
        for (var sent = 0; sent < messages;)
        {
            using var client = await MailClient.ConnectAsync(target);
            var last = perSession > 0 ? Math.Min(messages, sent + perSession) : messages;
            for (; sent < last; sent++)
            {
                await client.SendAsync(envelope, commands: 3, bodies[(number + sent) % bodies.Length]);
            }

            await client.QuitAsync();
        }
    }
}
