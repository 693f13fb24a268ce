using System.Collections.Immutable;
using System.Text;
using MailStore.Generators.Abnf;
using MailStore.Generators.Bind;
using MailStore.Generators.Diagnostics;
using MailStore.Generators.Emit;
using MailStore.Generators.Model;
using MailStore.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Generators;

/// <summary>
/// From .abnf files to parsers and dispatch. Every step's value compares by content and holds no position, so an edit is
/// felt only as far as it changes something; positions join at the end, where diagnostics are reported.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AbnfGenerator : IIncrementalGenerator
{
    /// <summary>Tracking names of the steps that tests watch.</summary>
    internal const string FileStep = "File";
    internal const string GrammarStep = "Grammar";
    internal const string UnitStep = "Unit";
    internal const string DispatchStep = "Dispatch";

    private const string GrammarKey = "build_metadata.AdditionalFiles.AbnfGrammar";
    private const string EmitKey = "build_metadata.AdditionalFiles.AbnfEmit";
    private const string RootNamespaceKey = "build_property.RootNamespace";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, stop) => Read(pair.Left, pair.Right, stop))
            .Where(input => input is not null)
            .Select((input, _) => input!);
        var files = inputs.Select((input, _) => new GrammarSource(input.File.Model, input.Emit)).WithTrackingName(FileStep);
        var grammars = files.Collect()
            .SelectMany((sources, _) => GrammarFiles.Of(sources))
            .Select((source, _) => ComposedGrammar.Of(source))
            .WithTrackingName(GrammarStep);
        // The attribute that leaves locals unset is for projects that allow unsafe code; elsewhere the code is the same without it.
        var allowsUnsafe = context.CompilationProvider.Select((compilation, _) => compilation.Options is CSharpCompilationOptions { AllowUnsafe: true });
        var emitted = grammars.Combine(allowsUnsafe).Select((pair, _) => EmittedGrammar.Of(pair.Left, pair.Right))
            .Where(result => result is not null)
            .Select((result, _) => result!);

        // Outputs are compared by their place in a list. A file has a list of its own, so that a new one moves no other's units.
        var shared = emitted.SelectMany((grammar, _) => grammar.SharedUnits()).WithTrackingName(UnitStep);
        var own = files.Combine(emitted.Collect())
            .SelectMany((pair, _) => pair.Right.SelectMany(grammar => grammar.UnitsOf(pair.Left.Model.Path)))
            .WithTrackingName(UnitStep);
        context.RegisterSourceOutput(shared, AddUnit);
        context.RegisterSourceOutput(own, AddUnit);

        var read = inputs.Select((input, _) => input.File);
        context.RegisterSourceOutput(read, Reporter.ReportFaults);
        var found = grammars.Collect().Combine(emitted.Collect()).Select((pair, _) => Found(pair.Left, pair.Right));
        context.RegisterSourceOutput(found.Combine(read.Collect()), (output, pair) => Reporter.Report(output, pair.Left, pair.Right));

        InitializeDispatch(context, grammars, read);

        var strays = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(pair => IsStray(pair.Left, pair.Right))
            .Select((pair, _) => pair.Left.Path);
        context.RegisterSourceOutput(strays, Reporter.ReportStray);
    }

    private static void InitializeDispatch(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ComposedGrammar> grammars,
        IncrementalValuesProvider<ReadFile> read)
    {
        var tables = grammars.Collect().Select((composed, _) => Tables(composed));
        var handlers = context.SyntaxProvider.ForAttributeWithMetadataName(
            HandlerModel.Attribute, (node, _) => node is ClassDeclarationSyntax, (match, _) => HandlerModel.Of(match)).Collect();
        var places = context.SyntaxProvider.ForAttributeWithMetadataName(
            HandlerModel.Attribute, (node, _) => node is ClassDeclarationSyntax, (match, _) => HandlerPlace.Of(match))
            .Where(place => place is not null)
            .Select((place, _) => place!)
            .Collect();
        var space = context.AnalyzerConfigOptionsProvider.Select((options, _) => ValueOf(options.GlobalOptions, RootNamespaceKey));
        var bound = tables.Combine(handlers).Combine(space)
            .Select((input, _) => Bound(input.Left.Left, input.Left.Right, input.Right))
            .WithTrackingName(DispatchStep);

        context.RegisterSourceOutput(bound.SelectMany((result, _) => result.Units), AddUnit);
        context.RegisterSourceOutput(bound.Combine(read.Collect()), (output, pair) => Reporter.Report(output, pair.Left.Rules, pair.Right));
        context.RegisterSourceOutput(bound.Combine(places), (output, pair) => Reporter.Report(output, pair.Left.Handlers, pair.Right));
    }

    private static GrammarInput? Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken stop)
    {
        var metadata = options.GetOptions(text);
        var grammars = ValueOf(metadata, GrammarKey);
        if (grammars.Trim().Length == 0 || text.GetText(stop) is not { } source)
        {
            return null;
        }

        var names = new EquatableArray<string>([.. GrammarFiles.Words(grammars)]);
        return new GrammarInput(AbnfReader.Read(text.Path, source.ToString(), names), ValueOf(metadata, EmitKey).Trim());
    }

    /// <summary>A grammar that the project hides from us: mostly for want of CompilerVisibleItemMetadata, and then nothing else would be said.</summary>
    private static bool IsStray(AdditionalText text, AnalyzerConfigOptionsProvider options) =>
        text.Path.EndsWith(".abnf", StringComparison.OrdinalIgnoreCase) && ValueOf(options.GetOptions(text), GrammarKey).Trim().Length == 0;

    private static EquatableArray<GrammarDiagnostic> Found(ImmutableArray<ComposedGrammar> composed, ImmutableArray<EmittedGrammar> emitted) =>
        new([.. composed.SelectMany(Reporter.Wanted).Concat(emitted.SelectMany(grammar => grammar.Result.Diagnostics))]);

    /// <returns>The commands of each grammar that is dispatched here; null where one of them has errors, which come first.</returns>
    private static EquatableArray<CommandTable>? Tables(ImmutableArray<ComposedGrammar> composed)
    {
        var dispatched = composed.Where(grammar => grammar.Source.Dispatch).ToList();
        return dispatched.Exists(grammar => grammar.Result.Grammar is null)
            ? null
            : new EquatableArray<CommandTable>([.. dispatched.Select(grammar => CommandTable.Of(grammar.Result.Grammar!))]);
    }

    private static BindResult Bound(EquatableArray<CommandTable>? tables, ImmutableArray<HandlerModel> handlers, string space) =>
        tables is { } known ? Binder.Bind(known, handlers, space) : new BindResult(default, default, default);

    private static string ValueOf(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value : "";

    private static void AddUnit(SourceProductionContext context, EmitUnit unit) =>
        context.AddSource(unit.HintName, SourceText.From(unit.Text, Encoding.UTF8));
}
