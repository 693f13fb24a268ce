using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MailStore.Server.Watching;

/// <summary>The sessions that are open now: for <c>who</c> and <c>kick</c>.</summary>
internal sealed class SessionTable
{
    private readonly ConcurrentDictionary<long, WatchedSession> _open = new();
    private long _last;

    public IEnumerable<WatchedSession> Open => _open.Values;

    public long NextId() => Interlocked.Increment(ref _last);

    public void Add(WatchedSession session) => _open[session.Id] = session;

    public void Remove(WatchedSession session) => _open.TryRemove(session.Id, out _);

    /// <summary>Ends what is open of an account, and says how many there were.</summary>
    public int End(string account)
    {
        var ended = 0;
        foreach (var session in Open.Where(session => session.Account == account))
        {
            session.Kick();
            ended++;
        }

        return ended;
    }

    public IEnumerable<Measurement<int>> CountByProtocol() =>
        Open.GroupBy(session => session.Protocol).Select(group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("protocol", group.Key)));
}
