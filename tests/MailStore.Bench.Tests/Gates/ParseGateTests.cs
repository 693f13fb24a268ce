using MailStore.Bench.Contenders;
using MailStore.Bench.Gates;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class ParseGateTests
{
    [Fact]
    public void The_gate_runs_every_contender_on_every_set_of_lines()
    {
        var protocols = Protocol.All();
        using var output = new StringWriter();

        new ParseGate(output, ParseGateOptions.Tiny, protocols).Run();

        var text = output.ToString();
        foreach (var protocol in protocols)
        {
            Assert.Contains($"{protocol.Name} mix: 64 lines", text, StringComparison.Ordinal);
            Assert.Contains($"{protocol.Name} mix, damaged: 64 lines", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{protocol.Name}: '", text, StringComparison.Ordinal);
            Assert.Contains($"holds {protocol.Name} mix, bytes allocated a valid line: 0.00", text, StringComparison.Ordinal);
            Assert.Contains($"holds {protocol.Name} mix, bytes allocated a damaged line or one of noise: 0.00", text, StringComparison.Ordinal);
        }

        var sets = protocols.Sum(protocol => 2 + protocol.Parts.Count + protocol.Repeated.Count);
        foreach (var contender in (string[])[Protocol.Floor, Protocol.Generated, Protocol.Split, Protocol.Regex])
        {
            Assert.Equal(sets, text.Split('\n').Count(line => line.StartsWith($"  {contender} ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_exit_code_says_whether_something_is_short()
    {
        using var output = new StringWriter();
        var code = new ParseGate(output, ParseGateOptions.Tiny, [Protocol.Pop3(new()) with { Contenders = [Protocol.Pop3(new()).Contenders[0]] }]).Run();

        Assert.Equal(1, code);
        Assert.Contains("gate parse: 1 short", output.ToString(), StringComparison.Ordinal);
    }
}
