using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MailStore.Bench.Generation;

/// <summary>The metadata of grammar files, as MSBuild would write it into an analyzer configuration.</summary>
internal sealed class GrammarOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Values _nothing = new(null);

    public override AnalyzerConfigOptions GlobalOptions => _nothing;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _nothing;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is GrammarText text ? new Values(text.Grammars) : _nothing;

    private sealed class Values(string? grammars) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.AbnfGrammar" ? grammars : null;
            return value is not null;
        }
    }
}
