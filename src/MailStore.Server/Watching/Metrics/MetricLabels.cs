namespace MailStore.Server.Watching.Metrics;

/// <summary>The values of a measurement's tags, up to three: a key that is made without allocating.</summary>
internal readonly record struct MetricLabels(object? First, object? Second, object? Third)
{
    public static MetricLabels Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        new(tags.Length > 0 ? tags[0].Value : null, tags.Length > 1 ? tags[1].Value : null, tags.Length > 2 ? tags[2].Value : null);
}
