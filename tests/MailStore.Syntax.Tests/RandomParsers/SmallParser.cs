using System.Reflection;
using System.Runtime.Loader;
using MailStore.Generators;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Differential;
using MailStore.Wire.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MailStore.Syntax.Tests.RandomParsers;

/// <summary>The generator run on one small grammar: what it reported, and the parser if there is one, compiled and loaded.</summary>
internal sealed class SmallParser
{
    private const string Core = """
        ALPHA  = %x41-5A / %x61-7A
        CRLF   = %x0D.0A
        DIGIT  = %x30-39
        SP     = %x20

        """;

    private const string Main = "\n;@ grammar Tiny namespace N\n;@ start value\n";

    private const string Entry = """
        public static class Entry
        {
            public static MailStore.Wire.Parsing.ParseStatus Parse(MailStore.Wire.Parsing.Frame frame, out MailStore.Wire.Parsing.ParseStop stop) =>
                N.TinyParser.ParseValue(frame, out _, out stop);
        }
        """;

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Runtime.Intrinsics.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "netstandard.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Frame).Assembly.Location),
    ];

    private readonly Compilation _output;
    private readonly bool _hasCode;

    private SmallParser(Compilation output, GeneratorRunResult result)
    {
        _output = output;
        Exception = result.Exception;
        Reports = [.. result.Diagnostics.Select(static found => found.ToString())];
        IsRefused = result.Diagnostics.Any(static found => found.Severity == DiagnosticSeverity.Error);
        _hasCode = !result.GeneratedSources.IsDefaultOrEmpty;
    }

    public Exception? Exception { get; }

    public IReadOnlyList<string> Reports { get; }

    /// <summary>The grammar has errors, so there is no parser.</summary>
    public bool IsRefused { get; }

    public static SmallParser Of(string grammar)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "Small", [CSharpSyntaxTree.ParseText(Entry, options)], _references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        var driver = CSharpGeneratorDriver.Create(
            [new AbnfGenerator().AsSourceGenerator()],
            [new GrammarText("/g/core.abnf", Core), new GrammarText("/g/tiny.abnf", grammar + Main)],
            options,
            new GrammarOfAll("Tiny"));
        var run = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _).GetRunResult().Results.Single();
        return new(output, run);
    }

    /// <summary>The grammar beside the parser, for the recogniser.</summary>
    public static Grammar Compose(string grammar) => Oracle.Grammars.Small(Core + grammar + Main);

    /// <summary>Null where it does not compile, with the errors in <paramref name="errors"/>.</summary>
    public FrameParser? Load(out string errors)
    {
        using var image = new MemoryStream();
        var emitted = _output.Emit(image);
        errors = string.Join('\n', emitted.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).Take(3));
        if (!emitted.Success || !_hasCode)
        {
            return null;
        }

        image.Position = 0;
        var method = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Entry")!.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static)!;
        return new(method.CreateDelegate<FrameCall>());
    }
}
