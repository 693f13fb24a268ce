using System.Diagnostics;
using MailStore.Load.Measuring;
using MailStore.Load.Targets;

namespace MailStore.Load.Driving;

/// <summary>Lets a load's workers work, each on a thread of its own, and says what that took.</summary>
internal static class Driver
{
    /// <summary>What a server does behind its last answer is its work too; so long it may take for that.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    /// <summary>What was freed when sessions came to rest is given back by then.</summary>
    private static readonly TimeSpan s_resting = TimeSpan.FromSeconds(5);

    public static RoundResult Run(ILoad load, Target target, int round, Bounds bounds)
    {
        var workers = Enumerable.Range(0, bounds.Workers).Select(number => load.Join(target, number, round)).ToArray();
        try
        {
            var rest = load.Traits.AsksMemory ? Share(target) : 0;
            using var peak = new MemoryPeak(target.Process);
            var (server, client) = (ProcessFamily.CpuSeconds(target.Process), Environment.CpuUsage.TotalTime);
            var (tallies, passed) = Work(workers, bounds, target);
            client = Environment.CpuUsage.TotalTime - client;
            Wait(s_settling);
            server = ProcessFamily.CpuSeconds(target.Process) - server;
            var times = new Histogram();
            Array.ForEach(tallies, tally => times.Add(tally.Times));
            return new(
                load.Traits.Name, target.Name, target.Class, round, tallies.Sum(tally => tally.Operations), passed.TotalSeconds, server, client.TotalSeconds,
                peak.Stop(), load.Traits.AsksMemory ? Share(target) - rest : 0, times.At(0.5), times.At(0.9), times.At(0.99), times.At(0.999), times.MaxMilliseconds);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }
    }

    private static (Tally[] Tallies, TimeSpan Passed) Work(IWorker[] workers, Bounds bounds, Target target)
    {
        var tallies = Array.ConvertAll(workers, _ => new Tally());
        var faults = new Exception?[workers.Length];
        long start = 0;
        // To make threads takes as long as some rounds do.
        using var begin = new Barrier(workers.Length, _ => start = Stopwatch.GetTimestamp());
        var threads = workers.Select((worker, number) => new Thread(() => faults[number] = Try(() =>
        {
            begin.SignalAndWait();
            Repeat(worker, number, tallies[number], start, bounds);
        }))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var passed = Stopwatch.GetElapsedTime(start);
        return Array.Find(faults, fault => fault is not null) is { } first ? throw new InvalidDataException($"{target.Name}: {first.Message}", first) : (tallies, passed);
    }

    private static void Repeat(IWorker worker, int number, Tally tally, long start, Bounds bounds)
    {
        for (var call = 0; call < bounds.Calls && Stopwatch.GetElapsedTime(start).TotalSeconds < bounds.Seconds; call++)
        {
            var now = Stopwatch.GetTimestamp();
            tally.Intended = now;
            if (bounds.Rate > 0)
            {
                // The open loop: what should have begun counts from then, also if the call before it took too long.
                tally.Intended = start + (long)((((double)call * bounds.Workers) + number) / bounds.Rate * Stopwatch.Frequency);
                if (tally.Intended > now)
                {
                    Wait(Stopwatch.GetElapsedTime(now, tally.Intended));
                }
            }

            worker.Do(tally);
        }
    }

    private static double Share(Target target)
    {
        Wait(s_resting);
        return ProcessFamily.ShareMegabytes(target.Process);
    }

    private static void Wait(TimeSpan time) => Task.Delay(time).Wait();

    private static Exception? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            // Told by whoever waits for the thread.
            return fault;
        }
    }
}
