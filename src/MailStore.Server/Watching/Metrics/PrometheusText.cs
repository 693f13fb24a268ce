using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace MailStore.Server.Watching.Metrics;

/// <summary>Figures in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>
    /// Family by family: all of it as one string is some hundred KiB, which the collector leaves where it is for long, and somebody asks every few seconds.
    /// </summary>
    public static async Task WriteAsync(IReadOnlyList<MetricFamily> families, PipeWriter into, CancellationToken cancellation = default)
    {
        foreach (var family in families)
        {
            Write(family, into);
            await into.FlushAsync(cancellation);
        }
    }

    public static void Write(MetricFamily family, IBufferWriter<byte> into)
    {
        var text = new StringBuilder();
        var name = NameOf(family);
        text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(family.Instrument.Description ?? "")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
        foreach (var point in family.Points)
        {
            Write(text, family, name, point);
        }

        var encoder = Encoding.UTF8.GetEncoder();
        foreach (var piece in text.GetChunks())
        {
            encoder.Convert(piece.Span, into, flush: false, out _, out _);
        }
    }

    /// <summary>With its unit, and for what is counted with <c>_total</c>.</summary>
    public static string NameOf(MetricFamily family)
    {
        var unit = family.Instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return family.Instrument.Name.Replace('.', '_') + unit + (family.Kind == MetricKind.Counter ? "_total" : "");
    }

    private static void Write(StringBuilder text, MetricFamily family, string name, MetricPoint point)
    {
        if (family.Kind != MetricKind.Histogram)
        {
            Line(text, name, point.Labels, null, point.Sum);
            return;
        }

        var below = 0L;
        for (var bucket = 0; bucket < point.Counts.Length; bucket++)
        {
            below += point.Counts[bucket];
            Line(text, name + "_bucket", point.Labels, bucket < family.Bounds.Length ? Number(family.Bounds[bucket]) : "+Inf", below);
        }

        Line(text, name + "_sum", point.Labels, null, point.Sum);
        Line(text, name + "_count", point.Labels, null, below);
    }

    private static void Line(StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, string? bound, double value)
    {
        var all = labels.Select(label => $"{label.Key.Replace('.', '_')}=\"{Escaped(label.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"").Concat(bound is null ? [] : [$"le=\"{bound}\""]).ToList();
        text.Append(name).Append(all.Count == 0 ? "" : $"{{{string.Join(',', all)}}}").Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
