using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace MailStore.Server.Watching.Metrics;

/// <summary>All figures of one instrument.</summary>
internal sealed class MetricFamily
{
    private readonly ConcurrentDictionary<MetricLabels, MetricCell> _cells = new();
    private readonly bool _isSet;

    public MetricFamily(Instrument instrument)
    {
        Instrument = instrument;
        var kind = instrument.GetType();
        var generic = kind.IsGenericType ? kind.GetGenericTypeDefinition() : kind;
        Kind = generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>) ? MetricKind.Counter
            : generic == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
        _isSet = instrument.IsObservable || generic == typeof(Gauge<>);
        Bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? (instrument as Histogram<long>)?.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray() ?? [];
    }

    public Instrument Instrument { get; }

    public MetricKind Kind { get; }

    public double[] Bounds { get; }

    public IEnumerable<MetricPoint> Points => _cells.Values.Select(cell => cell.Read());

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = MetricLabels.Of(tags);
        if (!_cells.TryGetValue(key, out var cell))
        {
            cell = _cells.GetOrAdd(key, new MetricCell(NamesOf(tags), Bounds));
        }

        if (_isSet)
        {
            cell.Set(value);
        }
        else
        {
            cell.Add(value);
        }
    }

    /// <summary>Before it is observed anew: what nobody speaks of any more is nothing.</summary>
    public void Clear()
    {
        if (_isSet)
        {
            foreach (var cell in _cells.Values)
            {
                cell.Set(0);
            }
        }
    }

    private static List<KeyValuePair<string, string>> NamesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in tags[..Math.Min(tags.Length, 3)])
        {
            labels.Add(new(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }

        return labels;
    }
}
