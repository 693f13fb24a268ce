using BenchmarkDotNet.Attributes;
using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Detail;

/// <summary>
/// Every contender on every mix, one operation a line, with BenchmarkDotNet's statistics and its memory diagnoser. Each
/// runs in a process of its own, so ratios between them are worth less than those of the gate. Not sealed: BenchmarkDotNet derives from it.
/// </summary>
[MemoryDiagnoser]
public class MixBenchmarks
{
    private LineSet? _lines;
    private IContender? _contender;

    public static IEnumerable<string> Cases =>
        from protocol in Protocol.All()
        from contender in protocol.Contenders
        select $"{protocol.Name} {contender.Name}";

    /// <summary>Protocol and contender.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var words = Case.Split(' ');
        var protocol = Protocol.All().Single(protocol => protocol.Name == words[0]);
        _lines = protocol.Mix(Mix.Lines);
        _contender = protocol.Contenders.Single(contender => contender.Name == words[1]);
    }

    [Benchmark(OperationsPerInvoke = Mix.Lines)]
    public ulong Line() => _contender!.Run(_lines!);
}
