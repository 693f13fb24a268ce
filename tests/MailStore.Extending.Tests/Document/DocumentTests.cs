namespace MailStore.Extending.Tests.Document;

/// <summary>docs/extending.md quotes this project. What is compiled and tested here is what a reader copies.</summary>
public sealed class DocumentTests
{
    private const string Document = "docs/extending.md";

    private static readonly string s_root = FindRoot();

    [Fact]
    public void Each_snippet_of_the_document_stands_in_a_file_of_this_project()
    {
        var sources = Sources();
        var snippets = Snippet.In(File.ReadAllLines(Path.Combine(s_root, Document))).Where(snippet => !string.Equals(snippet.Language, "sh", StringComparison.Ordinal)).ToList();
        Assert.True(snippets.Count > 10);
        Assert.All(snippets, snippet => Assert.True(sources.Any(snippet.IsIn), $"{Document}({snippet.Line}): no file of the project holds this snippet."));
    }

    [Fact]
    public void A_snippet_with_another_word_is_found_nowhere()
    {
        var sources = Sources();
        var snippet = Snippet.In(["```csharp", "[CommandHandler(\"attach\")]", "internal static class Attach", "```"]).Single();
        Assert.Contains(sources, snippet.IsIn);
        Assert.DoesNotContain(sources, Snippet.In(["```csharp", "[CommandHandler(\"attach\")]", "internal static class Attached", "```"]).Single().IsIn);
        Assert.DoesNotContain(sources, Snippet.In(["```csharp", "internal static class Attach", "[CommandHandler(\"attach\")]", "```"]).Single().IsIn);
    }

    [Fact]
    public void Each_diagnostic_of_the_generator_has_a_row()
    {
        var document = File.ReadAllText(Path.Combine(s_root, Document));
        var descriptors = File.ReadAllText(Path.Combine(s_root, "generators/MailStore.Generators/Diagnostics/Descriptors.cs"));
        var ids = descriptors.Split('"').Where(word => word.Length is 6 or 8 && char.IsAsciiDigit(word[^1]) && char.IsAsciiLetterUpper(word[0])).Distinct(StringComparer.Ordinal).ToList();
        Assert.Equal(24, ids.Count);
        Assert.All(ids, id => Assert.Contains($"\n| {id} |", document, StringComparison.Ordinal));
    }

    [Fact]
    public void The_packages_have_the_version_that_the_document_asks_for()
    {
        var properties = File.ReadAllText(Path.Combine(s_root, "Directory.Build.props"));
        var version = properties.Split("<Version>")[1].Split("</Version>")[0];
        var project = File.ReadAllText(Path.Combine(s_root, "tests/MailStore.Extending.Tests/Package/Meters.csproj.txt"));
        Assert.Equal(2, project.Split($"Version=\"{version}\"").Length - 1);
    }

    private static List<string[]> Sources()
    {
        string[] kinds = [".cs", ".csproj", ".abnf", ".txt"];
        var folder = Path.Combine(s_root, "tests/MailStore.Extending.Tests");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => kinds.Contains(Path.GetExtension(path)) && !Path.GetRelativePath(folder, path).Split('/', '\\').Any(step => step is "obj" or "bin" or "Document"))
            .Select(File.ReadAllLines)];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MailStore.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds MailStore.sln.");
    }
}
