using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>Folders inside a project form no circle; inside a front end they also keep an order.</summary>
internal static class FolderRule
{
    private const string Remedy = "move the shared type down into the folder that both need, or turn one call into a value handed in";

    private static readonly string[] FrontEnds = ["MailStore.Imap", "MailStore.Pop3", "MailStore.Smtp"];

    private static readonly Dictionary<string, int> Order = new(StringComparer.Ordinal)
    {
        ["Connection"] = 0,
        ["Commands"] = 1,
        ["Extensions"] = 1,
        ["Session"] = 2,
        ["Replies"] = 3,
    };

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.HasExtension(".csproj")).SelectMany(project => CheckProject(project.Name[..^".csproj".Length], project.Folder, files));

    private static List<Violation> CheckProject(string project, string folder, IReadOnlyList<SourceFile> files)
    {
        var violations = new List<Violation>();
        var references = FolderReferences.Of(project, folder, files).ToList();
        foreach (var reference in references)
        {
            var way = Way(references, reference.Target, reference.Source);
            if (way.Count > 0)
            {
                var circle = string.Join(" -> ", way.Prepend(reference.Source).Select(Shown));
                violations.Add(new(reference.Path, reference.Line, $"folders form a circle: {circle}", Remedy));
            }

            if (FrontEnds.Contains(project) && Rank(reference.Source) > Rank(reference.Target))
            {
                violations.Add(new(reference.Path, reference.Line, $"{reference.Source} needs {reference.Target}, against the order Connection -> Commands -> Session -> Replies", Remedy));
            }
        }

        return violations;
    }

    // Shortest chain of folders from one to the other, both included; empty if there is none.
    private static List<string> Way(List<FolderReference> references, string from, string to)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = from };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var room) && !cameFrom.ContainsKey(to))
        {
            foreach (var next in references.Where(reference => string.Equals(reference.Source, room, StringComparison.Ordinal)).Select(reference => reference.Target))
            {
                if (cameFrom.TryAdd(next, room))
                {
                    open.Enqueue(next);
                }
            }
        }

        var way = new List<string>();
        for (var at = to; cameFrom.TryGetValue(at, out var before); at = before)
        {
            way.Insert(0, at);
            if (string.Equals(at, from, StringComparison.Ordinal))
            {
                break;
            }
        }

        return way;
    }

    private static int Rank(string room) => Order.GetValueOrDefault(room.Split('/')[0], int.MaxValue);

    private static string Shown(string room) => room.Length == 0 ? "(project)" : room;
}
