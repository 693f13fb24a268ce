using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Syntax.Tests.RandomParsers;

/// <summary>An additional file in memory.</summary>
internal sealed class GrammarText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
