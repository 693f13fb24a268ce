using System.Text;

namespace MailStore.Tidy.Tests.Tree;

/// <summary>The files of this repository, read once for all tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } = Read();

    /// <summary>True for a file, and for a folder that holds one.</summary>
    public static bool Exists(string path) => Has(Files, path);

    public static bool Has(IReadOnlyList<SourceFile> files, string path)
    {
        var bare = path.TrimEnd('/');
        return bare.Length == 0 || files.Any(file => string.Equals(file.Path, bare, StringComparison.Ordinal) || file.IsUnder(bare));
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

    private static List<SourceFile> Read()
    {
        var ignored = new IgnoreList(File.ReadAllText(Path.Combine(Root, ".gitignore")));
        var files = new List<SourceFile>();
        Walk("", ignored, files);
        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return files;
    }

    private static void Walk(string folder, IgnoreList ignored, List<SourceFile> files)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(Root, folder)))
        {
            var path = Path.GetRelativePath(Root, entry).Replace('\\', '/');
            if (ignored.Ignores(path))
            {
                continue;
            }

            if (Directory.Exists(entry))
            {
                Walk(path, ignored, files);
            }
            else
            {
                var bytes = File.ReadAllBytes(entry);
                files.Add(new(path, bytes.Contains((byte)0) ? "" : Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')));
            }
        }
    }
}
