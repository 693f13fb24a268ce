using BenchmarkDotNet.Attributes;
using MailStore.Bench.Contenders;
using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Detail;

/// <summary>
/// One line over and over: what most published figures of parsers are. A branch predictor learns such a line by heart, so
/// they flatter by about two. Not sealed: BenchmarkDotNet derives from it.
/// </summary>
[MemoryDiagnoser]
public class RepeatedLineBenchmarks
{
    private const int Repeats = 256;

    private LineSet? _lines;
    private IContender? _contender;

    public static IEnumerable<string> Cases =>
        from protocol in Protocol.All()
        from contender in protocol.Contenders
        from index in Enumerable.Range(0, protocol.Repeated.Count)
        select $"{protocol.Name} {contender.Name} {index} {protocol.Repeated[index]}";

    /// <summary>Protocol, contender, number of the line, line.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var words = Case.Split(' ', 4);
        var protocol = Protocol.All().Single(protocol => protocol.Name == words[0]);
        _contender = protocol.Contenders.Single(contender => contender.Name == words[1]);
        _lines = LineSet.Repeated(words[3], Repeats);
    }

    [Benchmark(OperationsPerInvoke = Repeats)]
    public ulong Line() => _contender!.Run(_lines!);
}
