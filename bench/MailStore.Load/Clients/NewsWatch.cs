using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>Many sessions that idle, read by one thread: when each of them heard of which message.</summary>
internal sealed class NewsWatch : IDisposable
{
    private const int PatienceMilliseconds = 20_000;

    private readonly EventPoll _poll = new();
    private readonly List<ImapClient> _sessions;
    private readonly byte[] _octets = new byte[4096];
    private readonly int[] _heard;

    /// <param name="sessions">Idling, and nothing of theirs left unread.</param>
    public NewsWatch(List<ImapClient> sessions)
    {
        _sessions = sessions;
        _heard = new int[sessions.Count];
        for (var number = 0; number < sessions.Count; number++)
        {
            _poll.Watch(sessions[number].Descriptor, number);
        }
    }

    /// <summary>Waits until every session has been told of this many messages.</summary>
    /// <returns>When each was, as <see cref="Stopwatch"/> counts.</returns>
    public long[] Await(int count)
    {
        var times = new long[_sessions.Count];
        var left = times.Length;
        while (left > 0)
        {
            var ready = _poll.Wait(PatienceMilliseconds);
            if (ready == 0)
            {
                throw new InvalidDataException($"{left} sessions were not told of message {count}.");
            }

            for (var one = 0; one < ready; one++)
            {
                var number = _poll[one];
                Read(number);
                if (times[number] == 0 && _heard[number] >= count)
                {
                    times[number] = Stopwatch.GetTimestamp();
                    left--;
                }
            }
        }

        return times;
    }

    public void Dispose() => _poll.Dispose();

    // Whole lines come in one piece: they are short, and the server writes them in one.
    private void Read(int number)
    {
        var read = EventPoll.Read(_sessions[number].Descriptor, _octets);
        var text = _octets.AsSpan(0, read);
        if (!text.EndsWith("\r\n"u8))
        {
            throw new InvalidDataException("Not whole lines: " + Encoding.Latin1.GetString(text));
        }

        foreach (var range in text.Split("\r\n"u8))
        {
            var line = text[range];
            if (line.StartsWith("* "u8) && line.EndsWith(" EXISTS"u8))
            {
                _heard[number] = int.Parse(line[2..^7], NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
    }
}
