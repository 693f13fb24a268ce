using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_inside_a_project_form_no_circle() => House.Keeps(FolderRule.Check(Repository.Files));

    [Theory]
    [InlineData("using P.B;", "b")]
    [InlineData("using static P.B.Beta;", "b")]
    [InlineData("using Alias = P.B.Beta;", "b")]
    [InlineData("", "P.B.Beta")]
    [InlineData("", "global::P.B.Beta")]
    [InlineData("", "B.Beta")]
    public void Two_folders_that_need_each_other_are_found(string use, string name)
    {
        var violations = Check(
            ("A/Alpha.cs", $"{use} namespace P.A; class Alpha {{ {name} field; }}"),
            ("B/Beta.cs", "using P.A; namespace P.B; class Beta;"));
        Assert.Equal(["src/P/A/Alpha.cs", "src/P/B/Beta.cs"], violations.Select(violation => violation.Path).Distinct());
        Assert.Contains("A -> B -> A", violations[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_three_is_found_whole()
    {
        var violations = Check(
            ("A/Alpha.cs", "using P.B; namespace P.A; class Alpha;"),
            ("B/Beta.cs", "using P.C; namespace P.B; class Beta;"),
            ("C/Gamma.cs", "using P.A; namespace P.C; class Gamma;"));
        Assert.Equal(3, violations.Count);
        Assert.Contains("A -> B -> C -> A", violations[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_folder_above_needs_no_using_and_is_found() =>
        Assert.NotEmpty(Check(
            ("A/Alpha.cs", "using P.A.Deep; namespace P.A; class Alpha;"),
            ("A/Deep/Delta.cs", "namespace P.A.Deep; class Delta { Alpha above; }")));

    [Fact]
    public void A_chain_is_no_circle() =>
        Assert.Empty(Check(
            ("Start.cs", "using P.A; namespace P; class Start { string B = Alpha.Beta; }"),
            ("A/Alpha.cs", "using P.B; namespace P.A; class Alpha { string Start; int Beta => x.Start; }"),
            ("B/Beta.cs", "using System.Text; namespace P.B; class Beta { /* P.A.Alpha */ string s = \"P.A.Alpha\"; }")));

    [Fact]
    public void A_session_that_names_a_command_is_found()
    {
        var violation = Assert.Single(FolderRule.Check(
            [
                new("src/MailStore.Imap/MailStore.Imap.csproj", "<Project/>"),
                new("src/MailStore.Imap/Commands/Move.cs", "namespace MailStore.Imap.Commands; class Move;"),
                new("src/MailStore.Imap/Session/ImapSession.cs", "using MailStore.Imap.Commands; namespace MailStore.Imap.Session; class ImapSession;"),
            ]));
        Assert.Contains("Session needs Commands", violation.Problem, StringComparison.Ordinal);
    }

    private static List<Violation> Check(params (string Path, string Text)[] sources) =>
        [.. FolderRule.Check([new("src/P/P.csproj", "<Project/>"), .. sources.Select(source => new SourceFile($"src/P/{source.Path}", source.Text))])];
}
