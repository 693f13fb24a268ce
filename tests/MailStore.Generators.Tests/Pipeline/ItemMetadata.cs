using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MailStore.Generators.Tests.Pipeline;

/// <summary>What the project file would say: <c>AbnfGrammar</c> and <c>AbnfEmit</c> of files by the end of their paths, and the root namespace.</summary>
internal sealed class ItemMetadata(IReadOnlyDictionary<string, (string Grammar, string Emit)> items) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(new() { ["build_property.RootNamespace"] = "App" });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        var item = items.FirstOrDefault(item => textFile.Path.EndsWith(item.Key, StringComparison.Ordinal)).Value;
        return new Options(item.Grammar is null
            ? []
            : new() { ["build_metadata.AdditionalFiles.AbnfGrammar"] = item.Grammar, ["build_metadata.AdditionalFiles.AbnfEmit"] = item.Emit });
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
