using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Bench.Generation;

/// <summary>A grammar file as the compiler hands it to the generator.</summary>
/// <param name="grammars">The names of the grammars that it belongs to, as the project file says.</param>
internal sealed class GrammarText(string path, string grammars) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(File.ReadAllText(path), Encoding.UTF8);

    public override string Path => path;

    public string Grammars => grammars;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
