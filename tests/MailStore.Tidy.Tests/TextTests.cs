using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class TextTests
{
    // Written in pieces, as the rule reads this file too.
    private const string Slash = "/";
    private const string Web = "https:" + "//";

    [Fact]
    public void Nothing_of_a_machine_or_a_merge_is_committed() => House.Keeps(StrayTextRule.Check(Repository.Files));

    [Theory]
    [InlineData("cd " + Slash + "root/x", "some machine")]
    [InlineData("path=" + Slash + "home/me/mail", "some machine")]
    [InlineData("C:" + "\\Users\\me", "some machine")]
    [InlineData("<add value=\"" + Web + "packages.corp.internal/v3/index.json\" />", "host packages.corp.internal")]
    [InlineData(Web + "example.com.evil.io/", "host example.com.evil.io")]
    [InlineData("<<<<" + "<<< HEAD", "unfinished")]
    [InlineData(">>>>" + ">>> theirs", "unfinished")]
    public void A_stray_line_is_found(string line, string problem)
    {
        var violation = Assert.Single(StrayTextRule.Check([new("docs/a.md", "first\n" + line)]));
        Assert.Equal(2, violation.Line);
        Assert.Contains(problem, violation.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/NuGet.Config")]
    [InlineData(".npmrc")]
    public void Settings_of_a_machine_are_found(string path) => Assert.Single(StrayTextRule.Check([new(path, "")]));

    [Theory]
    [InlineData("tests/home/x, ../work/y, /private/comment")]
    [InlineData(Web + "www.rfc-editor.org/rfc/rfc9051 and " + Web + "mail.example.com/")]
    [InlineData("a << b >> c, =======")]
    public void An_ordinary_line_passes(string line) => Assert.Empty(StrayTextRule.Check([new("docs/a.md", line)]));

    [Theory]
    [InlineData("bin", true)]
    [InlineData("src/MailStore.Wire/obj", true)]
    [InlineData("data", true)]
    [InlineData("src/data", false)]
    [InlineData("x.csproj.user", true)]
    [InlineData("src/binary.cs", false)]
    [InlineData(".git", true)]
    public void What_git_ignores_is_not_read(string path, bool ignored) =>
        Assert.Equal(ignored, new IgnoreList("bin/\nobj/\n# note\n*.user\n/data/\n").Ignores(path));
}
