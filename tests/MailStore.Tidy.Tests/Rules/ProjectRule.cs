using System.Xml.Linq;
using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Each project says what it is, is built and tested with the rest, and takes its versions from one place.</summary>
internal static class ProjectRule
{
    private const string Versions = "Directory.Packages.props";
    private const string Solution = "MailStore.sln";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.HasExtension(".csproj")).SelectMany(file => Place(file, files).Concat(Packages(file, files)));

    private static IEnumerable<Violation> Place(SourceFile project, IReadOnlyList<SourceFile> files)
    {
        var xml = XDocument.Parse(project.Text);
        if (!xml.Descendants("Description").Any(description => description.Value.Trim().Length > 0))
        {
            yield return new(project.Path, 0, "the project has no Description", "say in one line what the room is for: there is no README per folder");
        }

        if (!TextOf(files, Solution).Replace('\\', '/').Contains($"\"{project.Path}\"", StringComparison.Ordinal))
        {
            yield return new(project.Path, 0, $"{Solution} does not hold the project, so nobody builds or tests it", $"dotnet sln add {project.Path}");
        }

        var name = project.Name[..^".csproj".Length];
        if ((project.IsUnder("src") || project.IsUnder("generators")) && !Repository.Has(files, $"tests/{name}.Tests/{name}.Tests.csproj"))
        {
            yield return new(project.Path, 0, "the project has no tests", $"make tests/{name}.Tests");
        }
    }

    private static IEnumerable<Violation> Packages(SourceFile project, IReadOnlyList<SourceFile> files)
    {
        var known = XDocument.Parse(TextOf(files, Versions)).Descendants("PackageVersion").Select(item => (string?)item.Attribute("Include")).ToHashSet(StringComparer.Ordinal);
        foreach (var item in XDocument.Parse(project.Text).Descendants("PackageReference"))
        {
            var package = (string?)item.Attribute("Include") ?? (string?)item.Attribute("Update");
            if (item.Attribute("Version") != null || item.Attribute("VersionOverride") != null || item.HasElements)
            {
                yield return new(project.Path, 0, $"package {package} has a version of its own here", $"versions stand in {Versions}, once");
            }

            if (!known.Contains(package))
            {
                yield return new(project.Path, 0, $"{Versions} does not know package {package}", "add a PackageVersion there");
            }
        }
    }

    private static string TextOf(IReadOnlyList<SourceFile> files, string path) =>
        files.FirstOrDefault(file => string.Equals(file.Path, path, StringComparison.Ordinal))?.Text ?? "<Project/>";
}
