using MailStore.Tidy.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>What no analyzer catches: hidden length, swallowed faults, tests that do not run, work that is not done.</summary>
internal static class ShapeRule
{
    /// <summary>The three places of docs/style.md that may catch everything, once they exist.</summary>
    private static readonly string[] CatchAll =
    [
        // The writer: whatever fails there, all who wait are told and the volume closes.
        "src/MailStore.Log/Commit/GroupCommit.cs",
    ];

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.HasExtension(".cs")).SelectMany(Check);

    private static IEnumerable<Violation> Check(SourceFile file)
    {
        foreach (var node in file.Syntax().DescendantNodes(descendIntoTrivia: true))
        {
            if (Judge(file, node) is { } fault)
            {
                yield return new(file.Path, SourceFile.LineOf(node), fault.Problem, fault.Remedy);
            }
        }
    }

    private static (string Problem, string Remedy)? Judge(SourceFile file, SyntaxNode node) => node switch
    {
        RegionDirectiveTriviaSyntax => ("#region folds length away", "split the file or leave it open"),
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.PartialKeyword) && !IsForGeneratedRegex(member) =>
            ("a hand-written partial hides the size of a type", "one type, one file: find the part that is a type of its own"),
        CatchClauseSyntax clause when CatchesAll(clause) && !CatchAll.Contains(file.Path) =>
            ("everything is caught", "catch the exception that you can answer; docs/style.md names the three places that may catch all"),
        AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: "Skip" } => ("a test is skipped", "mend it or delete it"),
        IdentifierNameSyntax { Identifier.ValueText: "NotImplementedException" } => ("a stub", "finish it, or leave it out and say so in the README"),
        UsingDirectiveSyntax directive when directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) =>
            ("a global using hides which file needs what", "write the using where it is needed"),
        _ => null,
    };

    // The regex generator fills in partial methods only. Where a regex may stand at all is for the banned symbols to say.
    private static bool IsForGeneratedRegex(MemberDeclarationSyntax member) => member is TypeDeclarationSyntax type
        ? type.Members.Any(IsForGeneratedRegex)
        : member.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "GeneratedRegex");

    private static bool CatchesAll(CatchClauseSyntax clause) =>
        clause.Filter == null && (clause.Declaration == null || clause.Declaration.Type.ToString() is "Exception" or "System.Exception");
}
