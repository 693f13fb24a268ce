using System.Text;
using Example.Metrics;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Metrics;

internal static class Collector
{
    public static string Say(string text)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        var frame = line.Frame;
        if (MetricsParser.ParseSample(frame, out var sample, out var stop) != ParseStatus.Complete)
        {
            return $"refused at {stop.Offset}: expected {MetricsParser.Describe(stop)}";
        }

        var say = new StringBuilder($"{sample.Meter.Kind} {Encoding.UTF8.GetString(sample.Metric.Of(frame))}:");
        say.Append(sample.Reading.Kind switch
        {
            ReadingKind.Delta => $" {sample.Reading.Increment} more",
            ReadingKind.Level => $" at {(sample.Reading.Negative ? "-" : "")}{sample.Reading.Whole}",
            _ => $" from {sample.Reading.Lowest} to {sample.Reading.Highest}",
        });

        Span<byte> value = stackalloc byte[64];
        foreach (var label in sample.Labels.In(frame))
        {
            // A quoted string keeps its backslashes until somebody wants the value. False: it does not fit.
            if (label.LabelValue.TryCopyTo(frame, value, out var length))
            {
                say.Append($", {Encoding.UTF8.GetString(label.LabelName.Of(frame))} is {Encoding.UTF8.GetString(value[..length])}");
            }
        }

        return say.ToString();
    }
}
