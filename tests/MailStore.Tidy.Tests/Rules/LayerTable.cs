namespace MailStore.Tidy.Tests.Rules;

/// <summary>
/// Who may reference whom. A project that does not exist yet has its row already, so that it is born into its place.
/// Front ends see contracts only, so each runs unchanged on an in-memory twin of the store, and the engine is testable
/// without a socket.
/// </summary>
internal static class LayerTable
{
    private const string Generators = "MailStore.Generators";
    private const string Wire = "MailStore.Wire";
    private const string Syntax = "MailStore.Syntax";
    private const string Mime = "MailStore.Mime";
    private const string Abstractions = "MailStore.Abstractions";
    private const string Log = "MailStore.Log";
    private const string Engine = "MailStore.Engine";
    private const string Imap = "MailStore.Imap";
    private const string Pop3 = "MailStore.Pop3";
    private const string Smtp = "MailStore.Smtp";
    private const string Server = "MailStore.Server";
    private const string Testing = "MailStore.Testing";
    private const string Roslyn = "Microsoft.CodeAnalysis.CSharp";
    private const string Faster = "Microsoft.FASTER.Core";

    private static readonly string[] Product = [Wire, Syntax, Mime, Abstractions, Log, Engine, Imap, Pop3, Smtp];
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"];

    /// <summary>Packages that Directory.Build.props gives to every project: analyzers, nothing that ships.</summary>
    public static IReadOnlyList<string> Everywhere { get; } = ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>Who may see sockets through ASP.NET Core's Kestrel.</summary>
    public static IReadOnlyList<string> FrameworkUsers { get; } = [Server];

    public static IReadOnlyDictionary<string, Layer> Rows { get; } = new Dictionary<string, Layer>(StringComparer.Ordinal)
    {
        [Generators] = new("generators", [], [Roslyn]),

        [Wire] = new("src", [], []),
        [Abstractions] = new("src", [], []),
        [Log] = new("src", [], [Faster]),
        [Syntax] = new("src", [Wire], [], Generated: true),
        [Mime] = new("src", [Wire, Syntax], []),
        [Engine] = new("src", [Abstractions, Mime, Log], []),
        [Smtp] = new("src", [Wire, Syntax, Mime, Abstractions], [], Generated: true),
        [Pop3] = new("src", [Wire, Syntax, Mime, Abstractions], [], Generated: true),
        [Imap] = new("src", [Wire, Syntax, Mime, Abstractions], [], Generated: true),
        // System.CommandLine reads arguments and writes help; Spectre.Console draws the bars of long commands;
        // OpenTelemetry sends what the runtime's own instruments measure; Npgsql and DirectoryServices.Protocols ask directories of users.
        // None of them is seen below.
        [Server] = new("src", Product, ["Npgsql", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "Spectre.Console", "System.CommandLine", "System.DirectoryServices.Protocols"]),

        [Testing] = new("tests", [Abstractions, Log, Wire], []),
        ["MailStore.Tidy.Tests"] = Tests([], Roslyn),
        ["MailStore.Generators.Tests"] = Tests([Generators, Wire], Roslyn),
        ["MailStore.Wire.Tests"] = Tests([Wire, Testing]),
        ["MailStore.Syntax.Tests"] = Tests([Generators, Wire, Syntax], Roslyn),
        ["MailStore.Mime.Tests"] = Tests([Wire, Syntax, Mime]),
        ["MailStore.Abstractions.Tests"] = Tests([Abstractions, Testing]),
        ["MailStore.Log.Tests"] = Tests([Log, Testing]),
        ["MailStore.Engine.Tests"] = Tests([Abstractions, Mime, Log, Engine, Testing]),
        ["MailStore.Smtp.Tests"] = Tests([Wire, Syntax, Mime, Abstractions, Smtp, Testing]),
        ["MailStore.Pop3.Tests"] = Tests([Wire, Syntax, Mime, Abstractions, Pop3, Testing]),
        ["MailStore.Imap.Tests"] = Tests([Wire, Syntax, Mime, Abstractions, Imap, Testing]),
        ["MailStore.Server.Tests"] = Tests([.. Product, Server, Testing]),
        ["MailStore.Transcripts"] = Tests([.. Product, Testing]),
        // System.CommandLine reads the arguments of torture, fuzz and flood.
        ["MailStore.Simulation"] = Tests([.. Product, Server, Testing], "System.CommandLine"),
        ["MailStore.Interop.Tests"] = Tests([.. Product, Server, Testing]),
        // A stranger's project: the generator and its runtime, nothing else of the product.
        ["MailStore.Extending.Tests"] = Tests([Wire]) with { Generated = true },

        ["MailStore.Bench.Tests"] = Tests([Generators, Wire, Syntax, "MailStore.Bench", "MailStore.Load"]),
        ["MailStore.Bench"] = new("bench", [Generators, .. Product, Testing], ["BenchmarkDotNet", Roslyn, Faster]),
        ["MailStore.Load"] = new("bench", [Wire, Testing], []),
    };

    private static Layer Tests(string[] projects, params string[] packages) => new("tests", projects, [.. TestPackages, .. packages]);
}
