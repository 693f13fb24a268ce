using System.Collections.Immutable;
using System.Diagnostics;
using System.Xml.Linq;
using MailStore.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MailStore.Bench.Generation;

/// <summary>One run of the generator over all grammars of the product, in Roslyn's own driver.</summary>
/// <param name="Elapsed">The whole run.</param>
/// <param name="InGenerator">Of it, what the driver counts as the generator's own.</param>
/// <param name="Errors">Diagnostics of severity error.</param>
internal sealed record GeneratorRun(TimeSpan Elapsed, TimeSpan InGenerator, int Sources, long Characters, IReadOnlyList<string> Errors)
{
    public const string Project = "src/MailStore.Syntax/MailStore.Syntax.csproj";

    public static GeneratorRun Over(IReadOnlyList<GrammarText> grammars)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "MailStore.Syntax",
            [CSharpSyntaxTree.ParseText("namespace MailStore.Syntax;")],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AbnfGenerator().AsSourceGenerator()], grammars.ToImmutableArray<AdditionalText>(), optionsProvider: new GrammarOptions());

        var clock = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        var elapsed = clock.Elapsed;

        var result = driver.GetRunResult();
        if (result.Results[0].Exception is { } fault)
        {
            throw new InvalidOperationException("The generator threw.", fault);
        }

        return new(
            elapsed,
            driver.GetTimingInfo().ElapsedTime,
            result.GeneratedTrees.Length,
            result.GeneratedTrees.Sum(tree => (long)tree.Length),
            [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())]);
    }

    /// <summary>The files that the product's project names, with the grammars that it says they belong to: one place says it, so it cannot drift.</summary>
    public static List<GrammarText> GrammarsOf(string root)
    {
        var texts = new List<GrammarText>();
        foreach (var item in XDocument.Load(Path.Combine(root, Project)).Descendants("AdditionalFiles"))
        {
            if ((string?)item.Attribute("AbnfGrammar") is not { } grammars)
            {
                continue;
            }

            var pattern = ((string)item.Attribute("Include")!).Replace("$(Grammars)", "grammars/", StringComparison.Ordinal);
            var folder = Path.Combine(root, Path.GetDirectoryName(pattern)!);
            if (Directory.Exists(folder))
            {
                texts.AddRange(Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal).Select(path => new GrammarText(path, grammars)));
            }
        }

        return texts;
    }
}
