using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailStore.Tidy.Tests.Tree;

/// <summary>A file as the rules see it: rules are functions over lists of these, so that tests can make up a bad one.</summary>
/// <param name="path">From the top of the repository, with forward slashes.</param>
/// <param name="text">Empty for a file that is not text.</param>
internal sealed class SourceFile(string path, string text)
{
    // A new language version must not make a rule blind: what the parser does not know it skips.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private CompilationUnitSyntax? _syntax;

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Without the last slash; empty at the top.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public string[] Lines => Text.Split('\n');

    /// <summary>Lines as an editor counts them: the end of the last line does not start another.</summary>
    public int LineCount => Text.Length == 0 ? 0 : Lines.Length - (Text.EndsWith('\n') ? 1 : 0);

    public bool HasExtension(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    public bool IsUnder(string folder) => folder.Length == 0 || Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>As C#, parsed once for all rules.</summary>
    public CompilationUnitSyntax Syntax() => _syntax ??= CSharpSyntaxTree.ParseText(Text, Options).GetCompilationUnitRoot();

    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
