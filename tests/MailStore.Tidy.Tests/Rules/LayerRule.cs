using System.Xml.Linq;
using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Project files reference only what their row of the table allows.</summary>
internal static class LayerRule
{
    private const string Table = "tests/MailStore.Tidy.Tests/Rules/LayerTable.cs";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, Layer> table)
    {
        foreach (var file in files.Where(file => file.HasExtension(".csproj")))
        {
            var name = file.Name[..^".csproj".Length];
            if (!table.TryGetValue(name, out var row))
            {
                yield return new(file.Path, 0, $"project {name} has no row in the layer table", $"add a row to {Table} and say why the house needs the room");
                continue;
            }

            var place = $"{row.Folder}/{name}/{name}.csproj";
            if (!string.Equals(file.Path, place, StringComparison.Ordinal))
            {
                yield return new(file.Path, 0, "the project lies in another folder than the layer table says", $"move it to {place}");
            }

            foreach (var violation in Items(file, name, row))
            {
                yield return violation;
            }
        }

        foreach (var file in files.Where(file => file.HasExtension(".props") || file.HasExtension(".targets")))
        {
            foreach (var item in Included(file, "PackageReference").Where(item => !LayerTable.Everywhere.Contains(item.Include)))
            {
                yield return new(file.Path, 0, $"package {item.Include} reaches every project", "reference it in the one project that needs it");
            }
        }
    }

    private static IEnumerable<Violation> Items(SourceFile file, string name, Layer row)
    {
        foreach (var (include, element) in Included(file, "ProjectReference"))
        {
            var target = include.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal);
            var analyzer = string.Equals((string?)element.Attribute("OutputItemType"), "Analyzer", StringComparison.Ordinal)
                && string.Equals((string?)element.Attribute("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase);
            if (!(analyzer ? row.Generated : row.Projects.Contains(target)))
            {
                var how = analyzer ? "runs the generator" : "references";
                yield return new(file.Path, 0, $"{name} {how} {target}, which its layer does not allow", $"go through a project that {name} may see, or change {Table} with a decision");
            }
        }

        foreach (var (include, _) in Included(file, "PackageReference").Where(item => !row.Packages.Contains(item.Include)))
        {
            yield return new(file.Path, 0, $"{name} references package {include}, which its layer does not allow", $"do without it, or change {Table} with a decision");
        }

        foreach (var (include, _) in Included(file, "FrameworkReference").Where(_ => !LayerTable.FrameworkUsers.Contains(name)))
        {
            yield return new(file.Path, 0, $"{name} references framework {include}", "only the server sees Kestrel; hand in what is needed");
        }

        foreach (var (include, _) in Included(file, "Reference"))
        {
            yield return new(file.Path, 0, $"assembly {include} is referenced by file", "use a ProjectReference or a package");
        }

        foreach (var (include, _) in Included(file, "Compile").Where(item => item.Include.Contains("..", StringComparison.Ordinal)))
        {
            yield return new(file.Path, 0, $"{include} is compiled into a second project", "give the code one home and reference it");
        }
    }

    private static IEnumerable<(string Include, XElement Element)> Included(SourceFile file, string kind) =>
        from element in XDocument.Parse(file.Text).Descendants()
        where string.Equals(element.Name.LocalName, kind, StringComparison.Ordinal)
        let include = (string?)element.Attribute("Include")
        where include != null
        select (include, element);
}
