using System.Globalization;
using BenchmarkDotNet.Running;
using MailStore.Bench.Contenders;
using MailStore.Bench.Detail;
using MailStore.Bench.Gates;
using MailStore.Bench.Gates.Mime;
using MailStore.Bench.Gates.Search;
using MailStore.Bench.Gates.Store;
using MailStore.Bench.Measuring;
using MailStore.Testing.Corpus;

if (args is ["gate", ..])
{
    Console.WriteLine(Machine.Describe(TimeProvider.System));
    Console.WriteLine();
}

return args switch
{
    ["gate", "parse"] => new ParseGate(Console.Out, ParseGateOptions.Full, Protocol.All()).Run(),
    ["gate", "generator"] => new GeneratorGate(Console.Out).Run(warmRuns: 10, withBuild: true),
    ["gate", "store"] => StoreGate.Full(Console.Out, folder: null).Run(),
    ["gate", "store", var folder] => StoreGate.Full(Console.Out, folder).Run(),
    ["gate", "store", var folder, var section] => StoreGate.Only(Console.Out, folder, section).Run(),
    ["probe", "mailbox", var folder] => Probe(folder),
    ["gate", "search"] => Search(Path.Combine(Path.GetTempPath(), "mailstore-gate"), SearchGateOptions.Full),
    ["gate", "search", var folder] => Search(folder, SearchGateOptions.Full),
    ["gate", "search", var folder, "deliver"] => Search(folder, SearchGateOptions.Full with { Only = "deliver" }),
    ["gate", "search", var folder, var messages] => Search(folder, SearchGateOptions.Full with { Messages = int.Parse(messages, CultureInfo.InvariantCulture) }),
    ["gate", "search", var folder, var messages, "build"] => Search(folder, SearchGateOptions.Full with { Messages = int.Parse(messages, CultureInfo.InvariantCulture), Only = "build", Rebuilds = 4 }),
    ["gate", "search", var folder, var messages, "order"] => Search(folder, SearchGateOptions.Full with { Messages = int.Parse(messages, CultureInfo.InvariantCulture), Only = "order", Rebuilds = 0 }),
    ["gate", "search", var folder, var messages, "memory"] => Search(folder, SearchGateOptions.Full with { Messages = int.Parse(messages, CultureInfo.InvariantCulture), Only = "memory" }),
    ["probe", "search", var folder, var messages] => new SearchGate(Console.Out, folder, [], SearchGateOptions.Full with { Messages = int.Parse(messages, CultureInfo.InvariantCulture) }).ProbeAsync().GetAwaiter().GetResult(),
    ["gate", "mime"] => new MimeGate(Console.Out, [.. RealMail.Read().Select(message => message.Octets)], rounds: 21).Run(),
    ["gate", "build"] => new BuildGate(Console.Out).Run(),
    ["bdn", .. var rest] => Detailed(rest),
    _ => Usage(),
};

static int Search(string folder, SearchGateOptions options) =>
    new SearchGate(Console.Out, folder, [.. RealMail.Read().Select(message => message.Octets)], options).Run();

// The child of a gate: what a fresh process takes.
static int Probe(string folder)
{
    Console.WriteLine(MailboxSection.Probe(folder));
    return 0;
}

static int Detailed(string[] arguments)
{
    var summaries = BenchmarkSwitcher.FromTypes([typeof(MixBenchmarks), typeof(RepeatedLineBenchmarks)]).Run(arguments);
    return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        Usage:
          gate parse       ratios of the generated parsers to the floor and to their rivals
          gate generator   the generator's time over all grammars
          gate store [dir [section]] the journal against FasterLog and the bare disk; in a directory on the disk that is meant
          gate mime        the structure pass against a bare newline scan, over the mail that bench/peers/corpus.sh fetches
          gate search [dir [messages [build|order|memory]]] searching, sorting and threading 100,000 messages of that mail, or as many as
                           are said; or only how fast the index is made, or sorting and threading, or what memory a process needs to search them
          gate search dir deliver   only what indexing costs those who deliver
          gate build       the time of a whole rebuild of the solution
          bdn ...          BenchmarkDotNet, with its own arguments: bdn --filter '*Mix*'
        """);
    return 2;
}
