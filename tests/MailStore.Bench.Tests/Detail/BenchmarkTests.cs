using MailStore.Bench.Detail;
using Xunit;

namespace MailStore.Bench.Tests.Detail;

/// <summary>Each BenchmarkDotNet case runs once.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public void Every_case_of_the_mixes_runs()
    {
        foreach (var name in MixBenchmarks.Cases)
        {
            var benchmark = new MixBenchmarks { Case = name };
            benchmark.Prepare();
            Assert.NotEqual(0UL, benchmark.Line());
        }
    }

    [Fact]
    public void Every_case_of_a_repeated_line_runs()
    {
        foreach (var name in RepeatedLineBenchmarks.Cases)
        {
            var benchmark = new RepeatedLineBenchmarks { Case = name };
            benchmark.Prepare();
            Assert.NotEqual(0UL, benchmark.Line());
        }
    }
}
