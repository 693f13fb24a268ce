using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class ProjectTests
{
    private const string Plain = "<Description>x</Description>";

    [Fact]
    public void Projects_are_described_listed_tested_and_have_central_versions() => House.Keeps(ProjectRule.Check(Repository.Files));

    [Theory]
    [InlineData("", "no Description")]
    [InlineData("<Description> </Description>", "no Description")]
    [InlineData(Plain + "<PackageReference Include=\"Known\" Version=\"1.0\" />", "version of its own")]
    [InlineData(Plain + "<PackageReference Include=\"Known\"><Version>1.0</Version></PackageReference>", "version of its own")]
    [InlineData(Plain + "<PackageReference Include=\"Known\" VersionOverride=\"1.0\" />", "version of its own")]
    [InlineData(Plain + "<PackageReference Include=\"Unknown\" />", "does not know package Unknown")]
    public void A_project_out_of_order_is_found(string body, string problem) => Finds("tests/P/P.csproj", body, problem);

    [Fact]
    public void A_project_outside_of_the_solution_is_found() => Finds("tests/Q/Q.csproj", Plain, "does not hold the project");

    [Fact]
    public void A_project_without_tests_is_found() => Finds("src/P/P.csproj", Plain, "has no tests");

    [Fact]
    public void A_project_in_order_passes() => Assert.Empty(Check("tests/P/P.csproj", Plain + "<PackageReference Include=\"Known\" PrivateAssets=\"all\" />"));

    private static void Finds(string path, string body, string problem) =>
        Assert.Contains(problem, Assert.Single(Check(path, body)).Problem, StringComparison.Ordinal);

    private static IEnumerable<Violation> Check(string path, string body) =>
        ProjectRule.Check(
            [
                new(path, $"<Project>{body}</Project>"),
                new("Directory.Packages.props", "<Project><PackageVersion Include=\"Known\" Version=\"1.0\" /></Project>"),
                new("MailStore.sln", "= \"P\", \"tests\\P\\P.csproj\", \"{1}\" = \"P\", \"src\\P\\P.csproj\", \"{2}\""),
            ]);
}
