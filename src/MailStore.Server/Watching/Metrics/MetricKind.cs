namespace MailStore.Server.Watching.Metrics;

/// <summary>As the text format of Prometheus has them.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
