using MailStore.Bench.Measuring;
using Xunit;

namespace MailStore.Bench.Tests.Measuring;

public sealed class MachineTests
{
    [Fact]
    public void A_machine_is_described_by_time_version_processor_and_runtime()
    {
        var lines = Machine.Describe(TimeProvider.System).ReplaceLineEndings("\n").Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC, version .+", lines[0]);
        Assert.Contains($"{Environment.ProcessorCount} cores", lines[1], StringComparison.Ordinal);
        Assert.Contains(".NET 10", lines[2], StringComparison.Ordinal);
    }
}
