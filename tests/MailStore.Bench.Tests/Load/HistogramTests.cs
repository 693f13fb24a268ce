using System.Diagnostics;
using MailStore.Load.Measuring;
using Xunit;

namespace MailStore.Bench.Tests.Load;

public sealed class HistogramTests
{
    private readonly Histogram _times = new();

    [Fact]
    public void Percentiles_are_right_to_one_part_in_a_hundred_over_nine_powers_of_ten()
    {
        // From a microsecond to a quarter of an hour, each 1 % longer than the one before it.
        var lengths = new List<double>();
        for (var milliseconds = 0.001; milliseconds < 1e6; milliseconds *= 1.01)
        {
            lengths.Add(milliseconds);
            Record(milliseconds);
        }

        Assert.Equal(lengths.Count, _times.Count);
        foreach (var part in new[] { 0.01, 0.5, 0.9, 0.99, 0.999, 1 })
        {
            var right = lengths[(int)Math.Ceiling(lengths.Count * part) - 1];
            Assert.InRange(_times.At(part), right * 0.99, right * 1.01);
        }
    }

    [Fact]
    public void A_single_slow_call_is_the_maximum_and_not_the_median()
    {
        for (var call = 0; call < 99; call++)
        {
            Record(1);
        }

        Record(500);
        Assert.InRange(_times.At(0.5), 0.99, 1.01);
        Assert.InRange(_times.At(0.99), 0.99, 1.01);
        Assert.InRange(_times.At(1), 499, 501);
    }

    [Fact]
    public void Several_add_up()
    {
        var other = new Histogram();
        other.Record(0, Stopwatch.Frequency);
        Record(1);
        _times.Add(other);
        Assert.Equal(2, _times.Count);
        Assert.InRange(_times.MaxMilliseconds, 999, 1001);
        Assert.Equal(0, new Histogram().At(0.5));
    }

    private void Record(double milliseconds) => _times.Record(0, (long)(milliseconds * Stopwatch.Frequency / 1000));
}
