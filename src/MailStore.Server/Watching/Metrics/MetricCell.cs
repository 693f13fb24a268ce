namespace MailStore.Server.Watching.Metrics;

/// <summary>One line of figures: a sum, and for what is timed how many there were below each bound.</summary>
internal sealed class MetricCell(IReadOnlyList<KeyValuePair<string, string>> labels, double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public IReadOnlyList<KeyValuePair<string, string>> Labels => labels;

    public void Add(double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket])
        {
            bucket++;
        }

        lock (_gate)
        {
            _sum += value;
            _counts[bucket]++;
        }
    }

    public void Set(double value)
    {
        lock (_gate)
        {
            _sum = value;
        }
    }

    public MetricPoint Read()
    {
        lock (_gate)
        {
            return new(labels, _sum, [.. _counts]);
        }
    }
}
