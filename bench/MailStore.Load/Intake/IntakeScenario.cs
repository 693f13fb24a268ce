using System.Diagnostics;

namespace MailStore.Load.Intake;

/// <summary>
/// How many messages a second two servers take, in turns, so that what else the machine does meets both. A message counts when its 250
/// is there. With <c>perSession</c> each session sends so many and ends; with 0 a session lasts for the whole round.
/// </summary>
internal static class IntakeScenario
{
    private const int Rounds = 7;

    /// <summary>A server that has run for a minute is meant: by then its code is compiled as it stays.</summary>
    private const int WarmUps = 4;

    public static void Run(MailTarget first, MailTarget second, int connections, int messages, int octets, int perSession)
    {
        var bodies = Enumerable.Range(0, 64).Select(seed => MailLoad.Message(octets, seed)).ToArray();
        Console.WriteLine($"{messages} messages of {octets} octets a round over {connections} connections{(perSession > 0 ? $", {perSession} a session" : "")}: messages a second, and milliseconds of processor a message");

        // What is compiled and opened at first is nobody's figure.
        for (var round = 0; round < WarmUps; round++)
        {
            Round(first, bodies, connections, messages, perSession);
            Round(second, bodies, connections, messages, perSession);
        }

        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var ours = Round(first, bodies, connections, messages, perSession);
            var theirs = Round(second, bodies, connections, messages, perSession);
            ratios.Add(ours.Rate / theirs.Rate);
            Console.WriteLine($"  round {round}   {first.Name} {ours.Say()}   {second.Name} {theirs.Say()}   ratio {ours.Rate / theirs.Rate,6:0.00}");
        }

        ratios.Sort();
        Console.WriteLine($"  median ratio {ratios[Rounds / 2]:0.00}");
    }

    private static IntakeRound Round(MailTarget target, byte[][] bodies, int connections, int messages, int perSession)
    {
        var lastBodies = bodies.Select(MailLoad.WithQuit).ToArray();
        var envelopes = Enumerable.Range(0, connections).Select(MailLoad.Envelope).ToArray();
        var faults = new Exception?[connections];
        var threads = Enumerable.Range(0, connections).Select(number => new Thread(() => faults[number] = Try(() => Send(target, envelopes[number], bodies, lastBodies, number, messages / connections, perSession)))).ToList();
        var (server, client, start) = (ServerSeconds(target), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var passed = Stopwatch.GetElapsedTime(start);
        if (Array.Find(faults, fault => fault is not null) is { } first)
        {
            throw new InvalidOperationException($"{target.Name}: {first.Message}", first);
        }

        var done = messages / connections * connections;
        return new(done / passed.TotalSeconds, (ServerSeconds(target) - server) * 1000 / done, (Environment.CpuUsage.TotalTime - client).TotalMilliseconds / done);
    }

    private static double ServerSeconds(MailTarget target) => target.Process == 0 ? 0 : ProcessFamily.CpuSeconds(target.Process);

    private static Exception? Try(Action send)
    {
        try
        {
            send();
            return null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            // Told by whoever waits for the thread.
            return fault;
        }
    }

    private static void Send(MailTarget target, byte[] envelope, byte[][] bodies, byte[][] lastBodies, int number, int messages, int perSession)
    {
        for (var sent = 0; sent < messages;)
        {
            using var client = MailClient.Connect(target);
            var last = perSession > 0 ? Math.Min(messages, sent + perSession) : messages;
            for (; sent < last; sent++)
            {
                client.Send(envelope, commands: 3, (sent + 1 < last ? bodies : lastBodies)[(number + sent) % bodies.Length]);
            }

            client.Expect(1, "221"u8);
        }
    }
}
