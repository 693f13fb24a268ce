namespace MailStore.Server.Watching.Metrics;

/// <param name="Sum">Of a gauge or a counter its value.</param>
/// <param name="Counts">How many were at most each bound and more than the one before; the last has no bound.</param>
internal sealed record MetricPoint(IReadOnlyList<KeyValuePair<string, string>> Labels, double Sum, long[] Counts);
