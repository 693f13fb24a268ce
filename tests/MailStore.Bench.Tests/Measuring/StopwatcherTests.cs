using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Measuring;

public sealed class StopwatcherTests
{
    [Fact]
    public void An_allocation_of_a_contender_is_counted_to_the_byte()
    {
        var lines = Mix.Pop3(128);
        var clean = new Contender<FloorParser>("clean", default, new());
        var leaky = new Contender<Leaky>("leaky", default, new());
        clean.Run(lines);
        leaky.Run(lines);

        Assert.Equal(0, Stopwatcher.BytesPerLine(lines, clean));
        Assert.Equal(1024 + 24, Stopwatcher.BytesPerLine(lines, leaky));
    }

    [Fact]
    public void Lines_that_are_refused_are_not_counted_as_accepted()
    {
        var lines = LineSet.Of("two", ["a\r\n"u8.ToArray(), "bb\r\n"u8.ToArray()]);

        Assert.Equal(1, new Contender<RefusesLong>("picky", default, new()).CountAccepted(lines));
    }

    [Fact]
    public void The_hash_depends_on_every_fact()
    {
        var lines = Mix.Smtp(256);

        Assert.NotEqual(new Contender<SmtpSplit>("a", default, new()).Run(lines), new Contender<FloorParser>("b", default, new()).Run(lines));
        Assert.Equal(new Contender<SmtpSplit>("a", default, new()).Run(lines), new Contender<SmtpRegex>("c", default, new()).Run(lines));
        Assert.NotEqual(Fold.Add(Fold.Start, "ab"), Fold.Add(Fold.Start, "ac"));
    }

    [Fact]
    public void The_smallest_time_is_no_larger_than_the_median()
    {
        var figures = Stopwatcher.Measure(Mix.Pop3(64), [new Contender<Pop3Split>("split", default, new())], TimeSpan.Zero, minRounds: 9);

        var row = Assert.Single(figures);
        Assert.InRange(row.MedianNs, row.MinNs, row.MaxNs);
        Assert.True(row.MinNs > 0);
        Assert.Equal(64, row.Accepted);
    }

    private readonly struct Leaky : ILineParser
    {
        public ulong Parse(byte[] frame, int length) => (ulong)new byte[1024].Length + frame[0];
    }

    private readonly struct RefusesLong : ILineParser
    {
        public ulong Parse(byte[] frame, int length) => length > 3 ? 0UL : 1;
    }
}
