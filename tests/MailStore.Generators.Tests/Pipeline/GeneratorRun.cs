using MailStore.Wire.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MailStore.Generators.Tests.Pipeline;

/// <summary>The generator in its driver: files go in, are edited, and each run tells what every step did.</summary>
internal sealed class GeneratorRun
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Runtime.Intrinsics.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(CommandHandlerAttribute).Assembly.Location),
    ];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private readonly Dictionary<string, MemoryText> _files = new(StringComparer.Ordinal);
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public GeneratorRun(Dictionary<string, (string Grammar, string Emit)> items, string source = "")
    {
        _compilation = CSharpCompilation.Create(
            "App", [Parse(source)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create(
            [new AbnfGenerator().AsSourceGenerator()],
            parseOptions: Options,
            optionsProvider: new ItemMetadata(items),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratorRunResult Result { get; private set; }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; private set; } = null!;

    /// <summary>Diagnostics of the generator as a build prints them, without the message: <c>/g/t/a.abnf(3,12): error ABNF0002</c>.</summary>
    public IEnumerable<string> Places => Result.Diagnostics.Select(Place).OrderBy(place => place, StringComparer.Ordinal);

    public IEnumerable<string> Units => Result.GeneratedSources.Select(source => source.HintName);

    /// <summary>Adds a file, or replaces its text.</summary>
    public GeneratorRun Put(string path, string text)
    {
        var file = new MemoryText(path, text);
        _driver = _files.TryGetValue(path, out var old) ? _driver.ReplaceAdditionalText(old, file) : _driver.AddAdditionalTexts([file]);
        _files[path] = file;
        return this;
    }

    public GeneratorRun Drop(string path)
    {
        _driver = _driver.RemoveAdditionalTexts([_files[path]]);
        _files.Remove(path);
        return this;
    }

    public GeneratorRun PutSource(string source)
    {
        _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees.Single(), Parse(source));
        return this;
    }

    public GeneratorRun Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _);
        Output = output;
        Result = _driver.GetRunResult().Results.Single();
        Assert.Null(Result.Exception);
        return this;
    }

    public string Text(string hintName) => Result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    /// <summary>What became of the values of a step, as <c>Modified</c>, <c>Unchanged</c> and so on; values as <paramref name="name"/> names them.</summary>
    public Dictionary<string, IncrementalStepRunReason> Reasons(string step, Func<object, string> name) =>
        Result.TrackedSteps[step].SelectMany(run => run.Outputs).ToDictionary(output => name(output.Value), output => output.Reason, StringComparer.Ordinal);

    /// <summary>The source compiles together with what was generated.</summary>
    public void AssertCompiles()
    {
        var errors = Output.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString()).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
    }

    private static string Place(Diagnostic found)
    {
        var text = found.ToString();
        return text.Substring(0, text.IndexOf(": ", text.IndexOf("): ", StringComparison.Ordinal) + 2, StringComparison.Ordinal));
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Options, "App.cs");
}
