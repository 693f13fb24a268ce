using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Generators.Tests.Pipeline;

/// <summary>An additional file in memory.</summary>
internal sealed class MemoryText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
