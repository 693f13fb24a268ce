using MailStore.Generators.Tests.Pipeline;

namespace MailStore.Generators.Tests.Emit;

/// <summary>A small grammar "T" in one file, beside the core rules; its file is <c>/g/t/a.abnf</c>.</summary>
internal static class Sample
{
    private const string Core = """
        ALPHA  = %x41-5A / %x61-7A
        CRLF   = %x0D.0A
        DIGIT  = %x30-39
        DQUOTE = %x22
        SP     = %x20
        CHAR8  = %x01-FF

        """;

    /// <summary>Comes last in the file, so that the lines of what is tested are not moved.</summary>
    private const string Main = "\n;@ grammar T namespace N\n";

    public static GeneratorRun Run(string grammar) => new GeneratorRun(new() { [".abnf"] = ("T", "") })
        .Put("/g/core/core.abnf", Core)
        .Put("/g/t/a.abnf", grammar + Main)
        .Run();

    /// <summary>Runs a grammar that no diagnostic is said of.</summary>
    public static GeneratorRun Clean(string grammar)
    {
        var run = Run(grammar);
        Assert.Empty(run.Result.Diagnostics.Select(found => found.ToString()));
        return run;
    }

    /// <summary>Diagnostics as a build prints them: <c>a.abnf(3,12): error ABNF0013: ...</c>.</summary>
    public static IEnumerable<string> Reports(string grammar) =>
        Run(grammar).Result.Diagnostics.Select(found => found.ToString().Replace("/g/t/", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The grammar's only diagnostic.</summary>
    public static string Report(string grammar)
    {
        var reports = Reports(grammar).ToList();
        Assert.True(reports.Count == 1, string.Join("\n", reports));
        return reports[0];
    }
}
