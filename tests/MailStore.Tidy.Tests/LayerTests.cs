using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class LayerTests
{
    private static readonly Dictionary<string, Layer> Table = new(StringComparer.Ordinal)
    {
        ["Low"] = new("src", [], ["Allowed"]),
        ["High"] = new("src", ["Low"], [], Generated: true),
    };

    [Fact]
    public void Projects_reference_only_what_their_layer_allows() => House.Keeps(LayerRule.Check(Repository.Files, LayerTable.Rows));

    [Fact]
    public void Every_project_of_the_table_names_only_projects_of_the_table() =>
        Assert.All(LayerTable.Rows.Values.SelectMany(row => row.Projects), project => Assert.Contains(project, LayerTable.Rows));

    [Theory]
    [InlineData("MailStore.Imap")]
    [InlineData("MailStore.Pop3")]
    [InlineData("MailStore.Smtp")]
    public void Front_ends_reach_no_storage_through_any_chain(string project)
    {
        var reached = Reached(project);
        Assert.Contains("MailStore.Abstractions", reached);
        Assert.DoesNotContain("MailStore.Engine", reached);
        Assert.DoesNotContain("MailStore.Log", reached);
    }

    [Fact]
    public void No_project_of_the_table_reaches_itself() =>
        Assert.All(LayerTable.Rows, row => Assert.DoesNotContain(row.Key, row.Value.Projects.SelectMany(Reached)));

    [Fact]
    public void A_reference_upwards_is_found() => Finds("<ProjectReference Include=\"../High/High.csproj\" />", "High, which its layer does not allow");

    [Fact]
    public void A_package_out_of_the_row_is_found() => Finds("<PackageReference Include=\"Other\" />", "package Other");

    [Fact]
    public void The_generator_in_a_project_without_grammars_is_found() =>
        Finds("<ProjectReference Include=\"Gen.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />", "runs the generator");

    [Fact]
    public void An_assembly_referenced_by_file_is_found() => Finds("<Reference Include=\"High.dll\" />", "by file");

    [Fact]
    public void A_framework_outside_of_the_server_is_found() => Finds("<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />", "framework");

    [Fact]
    public void A_source_file_shared_by_link_is_found() => Finds("<Compile Include=\"../High/Type.cs\" />", "second project");

    [Fact]
    public void A_row_that_is_kept_gives_no_violation() =>
        Assert.Empty(LayerRule.Check(
            [
                Project("src/Low/Low.csproj", "<PackageReference Include=\"Allowed\" />"),
                Project("src/High/High.csproj", "<ProjectReference Include=\"..\\Low\\Low.csproj\" /><ProjectReference Include=\"Gen.csproj\" OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\" />"),
            ],
            Table));

    [Fact]
    public void A_project_without_a_row_is_found() => FindsIn(Project("src/New/New.csproj", ""), "has no row");

    [Fact]
    public void A_project_in_the_wrong_folder_is_found() => FindsIn(Project("tests/Low/Low.csproj", ""), "another folder");

    [Fact]
    public void A_package_for_every_project_is_found() => FindsIn(Project("Directory.Build.props", "<PackageReference Include=\"Handy\" />"), "every project");

    private static void Finds(string item, string problem) => FindsIn(Project("src/Low/Low.csproj", item), problem);

    private static void FindsIn(SourceFile file, string problem) =>
        Assert.Contains(problem, Assert.Single(LayerRule.Check([file], Table)).ToString(), StringComparison.Ordinal);

    private static SourceFile Project(string path, string items) => new(path, $"<Project><ItemGroup>{items}</ItemGroup></Project>");

    private static HashSet<string> Reached(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                Array.ForEach(LayerTable.Rows[next].Projects, open.Push);
            }
        }

        return reached;
    }
}
