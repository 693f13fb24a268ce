using MailStore.Load.Driving;
using Xunit;

namespace MailStore.Bench.Tests.Load;

public sealed class DemandTests
{
    [Theory]
    [InlineData(3.1, 0.9, true)]
    [InlineData(1.0, 0.3, true)]
    [InlineData(2.9, 0.4, false)]
    public void Either_the_rate_or_the_processor_is_enough_where_it_says_so(double rate, double processor, bool isMet) =>
        Assert.Equal(isMet, new Demand(Rate: 3, Processor: 1 / 3.0, IsEither: true).IsMet(rate, processor, p99: 100, megabytes: 100));

    [Theory]
    [InlineData(5, 0.2, true)]
    [InlineData(5, 0.21, false)]
    [InlineData(4.9, 0.1, false)]
    public void Both_are_wanted_elsewhere(double rate, double processor, bool isMet) =>
        Assert.Equal(isMet, new Demand(Rate: 5, Processor: 0.2).IsMet(rate, processor, p99: 100, megabytes: 100));

    [Fact]
    public void Latency_and_memory_are_limits_by_themselves()
    {
        Assert.True(new Demand(P99: 5).IsMet(0.1, 10, p99: 4.9, megabytes: 100));
        Assert.False(new Demand(P99: 5).IsMet(10, 0.1, p99: 5.1, megabytes: 0));
        Assert.False(new Demand(Megabytes: 20).IsMet(10, 0.1, p99: 0, megabytes: 21));
    }
}
