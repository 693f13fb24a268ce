using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class DocumentTests
{
    private static readonly SourceFile[] Some =
    [
        new("docs/style.md", "# Style\n## On one page: names\n"),
        new("src/MailStore.Wire/Parsing/Frame.cs", ""),
        new("tests/MailStore.Wire.Tests/FrameTests.cs", ""),
    ];

    [Fact]
    public void What_documents_point_at_is_there() => House.Keeps(LinkRule.Check(Repository.Files));

    [Theory]
    [InlineData("[gone](gone.md)", "leads nowhere")]
    [InlineData("[gone](../gone)", "leads nowhere")]
    [InlineData("[out](../../style.md)", "leads nowhere")]
    [InlineData("[no heading](style.md#other)", "no heading")]
    [InlineData("see `src/MailStore.Wire/Gone.cs`", "does not exist")]
    [InlineData("see `tests/*.Gone`", "does not exist")]
    [InlineData("`docs/` and `src/Gone/`", "does not exist")]
    public void A_pointer_to_nothing_is_found(string text, string problem) =>
        Assert.Contains(problem, Assert.Single(LinkRule.Check([new("docs/page.md", text), .. Some])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("[a](style.md) [b](../src/MailStore.Wire) [c](style.md#on-one-page-names) [d](#here)\n# Here")]
    [InlineData("[web](https://www.rfc-editor.org/rfc/rfc9051)")]
    [InlineData("`src/MailStore.Wire/` `tests/*.Tests/*Tests.cs` `src/*/Parsing`")]
    [InlineData("`a/b` `src/<Project>/x` `OK` `1/2`")]
    [InlineData("planned: `src/MailStore.Imap`")]
    [InlineData("```\n[gone](gone.md) `src/Gone`\n```")]
    public void A_pointer_to_something_passes(string text) => Assert.Empty(LinkRule.Check([new("docs/page.md", text), .. Some]));

    [Fact]
    public void Each_attack_has_a_test_that_is_there()
    {
        House.Keeps(AttackRule.Check(Repository.Files));
        Assert.True(AttackRule.Rows(Repository.Files.Single(file => file.Path == AttackRule.Page)).Count() >= 18);
    }

    [Theory]
    [InlineData("| bomb | CVE-2020-1 | [Gone](../tests/MailStore.Wire.Tests/FrameTests.cs) |", "has no test Gone")]
    [InlineData("| bomb | CVE-2020-1 | [Holds](../tests/Gone.cs) |", "has no test Holds")]
    [InlineData("| bomb | CVE-2020-1 | none yet |", "has no test")]
    [InlineData("| bomb | somebody | [Holds](../tests/MailStore.Wire.Tests/FrameTests.cs) |", "names no case")]
    public void An_attack_without_a_test_is_found(string row, string problem) => Assert.Contains(
        problem,
        Assert.Single(AttackRule.Check([new(AttackRule.Page, row), new("tests/MailStore.Wire.Tests/FrameTests.cs", "public void Holds() { }")])).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void The_road_of_a_message_leads_over_files_that_exist() => House.Keeps(RoadRule.Check(Repository.Files));

    [Theory]
    [InlineData("| 9 | x | `src/MailStore.Imap` |", "which does not exist")]
    [InlineData("| 9 | x | `src/MailStore.Wire` planned |", "all of it exists")]
    [InlineData("| 9 | x | somewhere |", "names no path")]
    [InlineData("", "has 8 steps")]
    public void A_step_that_leads_nowhere_is_found(string step, string problem) =>
        Assert.Contains(problem, Assert.Single(RoadRule.Check([Road(step), .. Some])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("| 9 | x | `src/MailStore.Wire/Parsing` |")]
    [InlineData("| 9 | x | `src/MailStore.Imap` (planned) |")]
    public void A_step_that_is_there_or_planned_passes(string step) => Assert.Empty(RoadRule.Check([Road(step), .. Some]));

    [Fact]
    public void A_readme_without_the_road_is_found() => Assert.Single(RoadRule.Check(Some));

    [Fact]
    public void Decisions_are_numbered_and_whole() => House.Keeps(DecisionRule.Check(Repository.Files));

    [Theory]
    [InlineData("0002-later.md", "## Context\n## Decision\n## Consequences\n## Rejected", "number 0001")]
    [InlineData("0001-x.md", "## Context\n## Decision\n## Consequences", "\"## Rejected\"")]
    public void A_decision_out_of_form_is_found(string name, string text, string problem) =>
        Assert.Contains(problem, Assert.Single(DecisionRule.Check([new($"docs/decisions/{name}", text)])).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_example_of_the_readme_is_one_that_runs() => House.Keeps(ExampleRule.Check(Repository.Files));

    [Fact]
    public void A_line_of_the_example_that_no_test_runs_is_found()
    {
        SourceFile test = new(ExampleRule.Source, "class A\n{\n    Run();\n}\n");
        Assert.Empty(ExampleRule.Check([test, new("README.md", "Walk();\n```csharp\nRun();\n```\n```sh\nWalk();\n```\n")]));
        Assert.Equal(2, Assert.Single(ExampleRule.Check([test, new("README.md", "```csharp\nWalk();\nRun();\n```\n")])).Line);
    }

    [Fact]
    public void Only_rooms_of_the_house_lie_at_the_top() => House.Keeps(TopFolderRule.Check(Repository.Files));

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("tools/make.cs")]
    [InlineData("README.md/x")]
    public void Anything_else_at_the_top_is_found(string path) => Assert.Single(TopFolderRule.Check([new(path, "")]));

    private static SourceFile Road(string ninth) =>
        new("README.md", "| step | what | where |\n|---|---|---|\n" + string.Concat(Enumerable.Repeat("| 1 | x | `docs/style.md` |\n", 8)) + ninth);
}
