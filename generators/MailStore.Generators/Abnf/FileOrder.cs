using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Puts files behind those that they require; where nothing is required, file names decide, so that arrival never does.</summary>
internal sealed class FileOrder
{
    private readonly Dictionary<string, List<FileModel>> _required = new(StringComparer.Ordinal);

    private FileOrder(EquatableArray<FileModel> files) => Files = files;

    public EquatableArray<FileModel> Files { get; private set; }

    public static FileOrder Of(IEnumerable<FileModel> files, ComposeFaults faults)
    {
        var sorted = files.OrderBy(file => NameOf(file.Path), StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
        var order = new FileOrder(new([.. sorted]));
        order.Resolve(faults);
        order.Sort(faults);
        return order;
    }

    /// <summary>Whether <paramref name="later"/> requires <paramref name="earlier"/>, itself or through other files.</summary>
    public bool Requires(FileModel later, FileModel earlier)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FileModel>();
        open.Push(later);
        while (open.Count > 0)
        {
            foreach (var file in _required[open.Pop().Path])
            {
                if (file.Path == earlier.Path)
                {
                    return true;
                }

                if (seen.Add(file.Path))
                {
                    open.Push(file);
                }
            }
        }

        return false;
    }

    private void Resolve(ComposeFaults faults)
    {
        foreach (var file in Files)
        {
            var required = _required[file.Path] = [];
            foreach (var annotation in file.Annotations.Where(annotation => annotation.Verb == "requires"))
            {
                foreach (var word in annotation.Words)
                {
                    var found = Files.Where(other => IsCalled(other, word)).ToList();
                    required.AddRange(found);
                    if (found.Count == 0)
                    {
                        faults.AtAnnotation(file, annotation, $"No file of the grammar is called '{word}'.{NearestName.Hint(word, Files.Select(other => NameOf(other.Path)))}");
                    }
                }
            }
        }
    }

    private void Sort(ComposeFaults faults)
    {
        var waiting = Files.ToList();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var order = new List<FileModel>();
        while (waiting.Count > 0)
        {
            var next = waiting.FirstOrDefault(file => _required[file.Path].All(required => placed.Contains(required.Path)));
            if (next is null)
            {
                next = waiting[0];
                var annotation = next.Annotations.First(candidate => candidate.Verb == "requires");
                faults.AtAnnotation(next, annotation, $"'{next.Path}' requires itself, through: {string.Join(", ", waiting.Select(file => NameOf(file.Path)))}.");
            }

            waiting.Remove(next);
            placed.Add(next.Path);
            order.Add(next);
        }

        Files = new([.. order]);
    }

    private static bool IsCalled(FileModel file, string word) =>
        string.Equals(NameOf(file.Path), word, StringComparison.OrdinalIgnoreCase) || string.Equals(file.Path, word, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
