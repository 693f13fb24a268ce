using System.Text;
using Example.Metrics;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Extending.Tests.Metrics;

public sealed class SampleTests
{
    [Fact]
    public void A_sample_is_read_field_by_field()
    {
        using var line = FrameBuffer.OfLine("""counter http.requests{host="web1",path="/a \"b\""} +17 @1763690000"""u8);
        var frame = line.Frame;
        Assert.Equal(ParseStatus.Complete, MetricsParser.ParseSample(frame, out var sample, out _));

        Assert.Equal(MeterKind.Counter, sample.Meter.Kind);
        Assert.Equal("http.requests", Encoding.UTF8.GetString(sample.Metric.Of(frame)));
        Assert.Equal(ReadingKind.Delta, sample.Reading.Kind);
        Assert.Equal(17UL, sample.Reading.Increment);
        Assert.Equal(1763690000UL, sample.Timestamp);

        var labels = new List<string>();
        Span<byte> value = stackalloc byte[64];
        foreach (var label in sample.Labels.In(frame))
        {
            // A quoted string keeps its backslashes until somebody wants the value.
            Assert.True(label.LabelValue.TryCopyTo(frame, value, out var length));
            labels.Add($"{Encoding.UTF8.GetString(label.LabelName.Of(frame))} is {Encoding.UTF8.GetString(value[..length])}");
        }

        Assert.Equal(["host is web1", "path is /a \"b\""], labels);
    }

    [Fact]
    public void A_union_says_which_of_its_alternatives_was_written()
    {
        var level = Sample("gauge room.temperature =-21.5");
        Assert.Equal(ReadingKind.Level, level.Reading.Kind);
        Assert.True(level.Reading.Negative);
        Assert.Equal(21u, level.Reading.Whole);
        Assert.Equal(1, level.Reading.Fraction.Length);
        Assert.True(level.Labels.IsEmpty);
        Assert.Equal(0UL, level.Timestamp);

        var span = Sample("timer http.latency 120..950");
        Assert.Equal(ReadingKind.Span, span.Reading.Kind);
        Assert.Equal(120, span.Reading.Lowest);
        Assert.Equal(950, span.Reading.Highest);
    }

    [Theory]
    [InlineData("COUNTER a +1", MeterKind.Counter, "")]
    [InlineData("timer a +1", MeterKind.Timer, "")]
    [InlineData("timers a +1", MeterKind.Other, "timers")]
    [InlineData("histogram a +1", MeterKind.Other, "histogram")]
    public void A_meter_nobody_knows_arrives_with_its_text(string text, MeterKind kind, string other)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ParseStatus.Complete, MetricsParser.ParseSample(line.Frame, out var sample, out _));
        Assert.Equal(kind, sample.Meter.Kind);
        Assert.Equal(other, Encoding.UTF8.GetString(sample.Meter.Text.Of(line.Frame)));
    }

    [Theory]
    [InlineData("gauge room =21.5x", 16, "the end of the line")]
    [InlineData("gauge room 21", 13, "\"..\"")]
    [InlineData("gauge room 70000..2", 15, "lowest, at most 65535")]
    [InlineData("counter a +18446744073709551616", 30, "increment, at most 18446744073709551615")]
    [InlineData("gauge room{side} =1", 15, "\"=\"")]
    [InlineData("gauge room{side=\"a\",} =1", 20, "label-name")]
    [InlineData("gauge room{side=\"a\\n\"} =1", 19, "an octet that may be escaped")]
    [InlineData("gauge room{side=\"a} =1", 22, "the rest of a quoted string")]
    [InlineData("gauge 1 =1", 6, "metric")]
    [InlineData("gauge room ?", 11, "\"+\", \"=\" or lowest")]
    [InlineData("4 room =1", 0, "\"COUNTER\", \"GAUGE\", \"TIMER\" or other-meter")]
    public void A_bad_sample_is_refused_at_the_octet_that_is_wrong(string text, int offset, string expected)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ParseStatus.Invalid, MetricsParser.ParseSample(line.Frame, out _, out var stop));
        Assert.Equal((offset, expected), (stop.Offset, MetricsParser.Describe(stop)));
    }

    [Theory]
    [InlineData("""counter http.requests{host="web1",path="/a \"b\""} +17 @1763690000""")]
    [InlineData("counter http.requests{host=\"web1\",} +17")]
    public void Parsing_and_walking_allocate_nothing(string text)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        var frame = line.Frame;
        ParseAndWalk(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var octets = 0;
        for (var i = 0; i < 100; i++)
        {
            octets += ParseAndWalk(frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(octets > 0);
    }

    private static int ParseAndWalk(Frame frame)
    {
        var status = MetricsParser.ParseSample(frame, out var sample, out var stop);
        var octets = stop.Offset;
        if (status == ParseStatus.Complete)
        {
            foreach (var label in sample.Labels.In(frame))
            {
                octets += label.LabelName.Length + label.LabelValue.Length;
            }
        }

        return octets;
    }

    private static Sample Sample(string text)
    {
        using var line = FrameBuffer.OfLine(Encoding.UTF8.GetBytes(text));
        Assert.Equal(ParseStatus.Complete, MetricsParser.ParseSample(line.Frame, out var sample, out _));
        return sample;
    }
}
