using System.Diagnostics;

namespace MailStore.Server.Watching;

/// <summary>Everything that looks on: what sessions there are, what they do, and where that is told.</summary>
internal sealed class Watchtower : IDisposable
{
    public const string SpanName = "MailStore";

    public Watchtower(EventLog log, TimeProvider clock)
    {
        (Log, Clock) = (log, clock);
        Meters = new(Sessions);
    }

    public EventLog Log { get; }

    public TimeProvider Clock { get; }

    public SessionTable Sessions { get; } = new();

    public ActivitySource Spans { get; } = new(SpanName);

    public ServerMeters Meters { get; }

    public void Dispose()
    {
        Meters.Dispose();
        Spans.Dispose();
    }
}
