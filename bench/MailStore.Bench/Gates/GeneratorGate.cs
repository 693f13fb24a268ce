using System.Globalization;
using MailStore.Bench.Checkout;
using MailStore.Bench.Generation;

namespace MailStore.Bench.Gates;

/// <summary>
/// The generator's time over all grammars together. What is judged is what the compiler itself reports of a command-line
/// build with a compiler process of its own; the runs in this process show where it goes (just-in-time compilation, mostly).
/// </summary>
internal sealed class GeneratorGate(TextWriter output)
{
    public const double SecondsMax = 1.5;

    /// <summary>The generator's full name.</summary>
    private const string Generator = "MailStore.Generators.AbnfGenerator";

    /// <param name="warmRuns">Runs behind the first, cold one.</param>
    /// <param name="withBuild">False leaves the build out, and with it the judgement of time: a test has no minute for it.</param>
    /// <returns>The exit code.</returns>
    public int Run(int warmRuns, bool withBuild)
    {
        var root = SourceTree.Root();
        var grammars = GeneratorRun.GrammarsOf(root);
        var findings = new List<Finding>();

        var cold = GeneratorRun.Over(grammars);
        output.WriteLine(Text($"{grammars.Count} grammar files, {cold.Sources} sources of {cold.Characters / 1024} KiB"));
        output.WriteLine(Text($"cold, in this process: {cold.Elapsed.TotalSeconds:F3} s ({cold.InGenerator.TotalSeconds:F3} s in the generator)"));
        var warm = new double[warmRuns];
        for (var i = 0; i < warmRuns; i++)
        {
            warm[i] = GeneratorRun.Over(grammars).Elapsed.TotalSeconds;
        }

        Array.Sort(warm);
        output.WriteLine(Text($"warm, {warmRuns} runs: min {warm[0]:F3} s, median {warm[warmRuns / 2]:F3} s, max {warm[^1]:F3} s"));

        findings.Add(new(cold.Sources > 0, true, Text($"the generator emits something: {cold.Sources} sources")));
        findings.Add(new(cold.Errors.Count == 0, true, Text($"errors in the grammars: {cold.Errors.Count}, at most 0")));
        foreach (var error in cold.Errors)
        {
            output.WriteLine("  " + error);
        }

        if (withBuild)
        {
            findings.Add(Build(root));
        }

        return Conclude(findings);
    }

    private static Finding Build(string root)
    {
        var build = DotnetCommand.Run(
            root, "build", GeneratorRun.Project, "--no-incremental", "-p:ReportAnalyzer=true", "-p:UseSharedCompilation=false", "-v:detailed", "-nologo");
        if (build.ExitCode != 0)
        {
            return new(false, true, Text($"the build of {GeneratorRun.Project} fails: dotnet build says {build.ExitCode}"));
        }

        return CompilerReport.SecondsIn(Generator, build.Output) is { } seconds
            ? new(seconds <= SecondsMax, true, Text($"seconds in the generator in a command-line build: {seconds:F3}, at most {SecondsMax:F1}"))
            : new(false, true, "the compiler's report does not name the generator");
    }

    private int Conclude(List<Finding> findings)
    {
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        var isShort = findings.Exists(finding => finding.IsShort);
        output.WriteLine(isShort ? "gate generator: short" : "gate generator: holds");
        return isShort ? 1 : 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
