using MailStore.Tidy.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>A name like <c>ThingManager</c> says that the thing has no idea yet.</summary>
internal static class TypeNameRule
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc", "Base", "Info", "Impl", "Processor",
    };

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.HasExtension(".cs")
        from node in file.Syntax().DescendantNodes(node => node is CompilationUnitSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)
        let name = NameOf(node)
        where name.Text != null && IsEmpty(name.Text)
        select new Violation(file.Path, SourceFile.LineOf(node), $"type name {name.Text} says nothing", "name what it is in the words of the RFC or of the domain");

    private static SyntaxToken NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        _ => default,
    };

    private static bool IsEmpty(string name) => string.Equals(name, "Data", StringComparison.Ordinal) || Words(name).Any(Empty.Contains);

    // "Base64Text" is Base64 and Text, "Database" is one word: only a whole word counts.
    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || char.IsUpper(name[i]))
            {
                yield return name[start..i];
                start = i;
            }
        }
    }
}
