using System.Diagnostics.Metrics;

namespace MailStore.Server.Watching;

/// <summary>What is counted and timed. Names and units are those that docs/operations.md lists; labels are strings that are there already, so that measuring allocates nothing.</summary>
internal sealed class ServerMeters : IDisposable
{
    public const string Name = "MailStore";

    /// <summary>From a tenth of a millisecond to ten seconds, each about the double or half more than the one before.</summary>
    private static readonly double[] s_seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Meter _meter = new(Name);

    public ServerMeters(SessionTable sessions)
    {
        Store = new(_meter);
        _meter.CreateObservableGauge("mailstore.sessions.open", () => sessions.CountByProtocol(), "{session}", "Sessions that are open now, by protocol.");
        Sessions = _meter.CreateCounter<long>("mailstore.sessions", "{session}", "Sessions that have begun, by protocol.");
        Turned = _meter.CreateCounter<long>("mailstore.connections.refused", "{connection}", "Connections that were cut off at once, by reason: all, address, proxy.");
        LogIns = _meter.CreateCounter<long>("mailstore.logins", "{login}", "Log-ins, by protocol and outcome.");
        Commands = Seconds(_meter, "mailstore.command.duration", "Commands and how long they took, by protocol and verb.");
        Deliveries = _meter.CreateCounter<long>("mailstore.deliveries", "{message}", "Messages for each recipient, by protocol and outcome.");
        DeliveredBytes = _meter.CreateCounter<long>("mailstore.delivered", "By", "Octets of messages that were taken, by protocol.");
        Extractions = Seconds(_meter, "mailstore.search.attachment.duration", "Attachments that were read for searches and how long it took, by extractor and outcome.");
        IdleTold = Seconds(_meter, "mailstore.idle.latency", "From word of a change to the octets on their way to a client that idles.");
    }

    public Counter<long> Sessions { get; }

    public Counter<long> Turned { get; }

    public Counter<long> LogIns { get; }

    public Histogram<double> Commands { get; }

    public Counter<long> Deliveries { get; }

    public Counter<long> DeliveredBytes { get; }

    public Histogram<double> IdleTold { get; }

    public Histogram<double> Extractions { get; }

    public StoreMeters Store { get; }

    public Meter Meter => _meter;

    public static Histogram<double> Seconds(Meter meter, string name, string about) =>
        meter.CreateHistogram(name, "s", about, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = s_seconds });

    public void Dispose() => _meter.Dispose();
}
