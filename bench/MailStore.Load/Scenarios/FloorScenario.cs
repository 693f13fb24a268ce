using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailStore.Load.Clients;

namespace MailStore.Load.Scenarios;

/// <summary>
/// What the machine takes to tell so many connections something, with no server at all: one thread writes a line to each, another
/// reads them. No server on it, in whatever language, is told of faster than that.
/// </summary>
internal static class FloorScenario
{
    private static readonly byte[] s_line = "* 1234 EXISTS\r\n* 0 RECENT\r\n"u8.ToArray();

    public static void Run(int connections, int rounds)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var (near, far) = (new Socket[connections], new Socket[connections]);
        using var poll = new EventPoll();
        for (var number = 0; number < connections; number++)
        {
            near[number] = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            near[number].Connect(listener.LocalEndPoint!);
            far[number] = listener.Accept();
            poll.Watch((int)far[number].Handle, number);
        }

        var told = new List<double>(connections * rounds);
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var writer = new Thread(() => Array.ForEach(near, socket => EventPoll.Write((int)socket.Handle, s_line)));
            writer.Start();
            for (var left = connections; left > 0;)
            {
                left -= Read(poll, far, start, told);
            }

            writer.Join();
        }

        told.Sort();
        double At(double part) => told[Math.Min(told.Count - 1, (int)(told.Count * part))];
        Console.WriteLine($"{connections} connections told by a bare thread, {rounds} times, milliseconds: p50 {At(0.5):0.00}   p99 {At(0.99):0.00}   max {told[^1]:0.00}");
        Array.ForEach(near, socket => socket.Dispose());
        Array.ForEach(far, socket => socket.Dispose());
    }

    private static int Read(EventPoll poll, Socket[] far, long start, List<double> told)
    {
        var into = new byte[64];
        var ready = poll.Wait(milliseconds: -1);
        for (var one = 0; one < ready; one++)
        {
            _ = EventPoll.Read((int)far[poll[one]].Handle, into);
            told.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return ready;
    }
}
