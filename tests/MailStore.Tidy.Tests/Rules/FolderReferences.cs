using MailStore.Tidy.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>
/// Which folder of a project needs which, read from source text alone: namespace = folder is a build rule, so a using,
/// a qualified name, or the bare name of a type that lies in a folder above tells it.
/// </summary>
internal sealed class FolderReferences
{
    private readonly string _project;
    private readonly Dictionary<string, HashSet<string>> _types = new(StringComparer.Ordinal);

    private FolderReferences(string project) => _project = project;

    /// <param name="project">Name and root namespace.</param>
    /// <param name="folder">Where the project lies.</param>
    /// <param name="files">Of the whole repository.</param>
    public static IEnumerable<FolderReference> Of(string project, string folder, IReadOnlyList<SourceFile> files)
    {
        var references = new FolderReferences(project);
        var sources = files.Where(file => file.IsUnder(folder) && file.HasExtension(".cs"))
            .Select(file => (file.Path, Room: file.Folder[folder.Length..].TrimStart('/'), Unit: file.Syntax()))
            .ToList();
        foreach (var (_, room, unit) in sources)
        {
            references.Declare(room, unit);
        }

        return sources.SelectMany(source => references.From(source.Path, source.Room, source.Unit)).Distinct();
    }

    private void Declare(string room, CompilationUnitSyntax unit)
    {
        if (!_types.TryGetValue(room, out var types))
        {
            _types.Add(room, types = new(StringComparer.Ordinal));
        }

        foreach (var type in unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
        {
            types.Add(type.Identifier.ValueText);
        }
    }

    private IEnumerable<FolderReference> From(string path, string room, CompilationUnitSyntax unit)
    {
        foreach (var node in unit.DescendantNodes())
        {
            var target = node switch
            {
                UsingDirectiveSyntax { NamespaceOrType: { } name } => Named(name.ToString()),
                QualifiedNameSyntax or MemberAccessExpressionSyntax => Qualified(room, node.ToString()),
                SimpleNameSyntax name => Above(room, name),
                _ => null,
            };
            if (target != null && !string.Equals(target, room, StringComparison.Ordinal))
            {
                yield return new(path, SourceFile.LineOf(node), room, target);
            }
        }
    }

    // A using is never idle (IDE0005), so naming the namespace is needing the folder. A static using names a type in it.
    private string? Named(string name) =>
        _types.Keys.Where(room => Continues(name, Namespace(room))).MaxBy(room => room.Length);

    // Relative names resolve in each enclosing namespace; what follows the namespace must be a type of that folder.
    private string? Qualified(string room, string text)
    {
        for (var scope = Namespace(room); ; scope = scope.Contains('.', StringComparison.Ordinal) ? scope[..scope.LastIndexOf('.')] : "")
        {
            var full = scope.Length == 0 ? text.Replace("global::", "", StringComparison.Ordinal) : $"{scope}.{text}";
            var found = _types.Where(pair => full.StartsWith(Namespace(pair.Key) + ".", StringComparison.Ordinal)
                && pair.Value.Contains(FirstName(full[(Namespace(pair.Key).Length + 1)..]))).Select(pair => pair.Key);
            if (found.MaxBy(other => other.Length) is { } target)
            {
                return target;
            }

            if (scope.Length == 0)
            {
                return null;
            }
        }
    }

    // Types of a folder above need no using. A member behind a dot, and a name that the own folder declares, is none of them.
    private string? Above(string room, SimpleNameSyntax name)
    {
        var text = name.Identifier.ValueText;
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name || _types[room].Contains(text))
        {
            return null;
        }

        return _types.Keys.Where(other => IsAbove(other, room) && _types[other].Contains(text)).MaxBy(other => other.Length);
    }

    private string Namespace(string room) => room.Length == 0 ? _project : $"{_project}.{room.Replace('/', '.')}";

    private static bool IsAbove(string other, string room) =>
        room.Length > 0 && (other.Length == 0 || room.StartsWith(other + "/", StringComparison.Ordinal));

    private static bool Continues(string name, string start) =>
        name.StartsWith(start, StringComparison.Ordinal) && (name.Length == start.Length || name[start.Length] == '.');

    private static string FirstName(string text) => new(text.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter == '_').ToArray());
}
