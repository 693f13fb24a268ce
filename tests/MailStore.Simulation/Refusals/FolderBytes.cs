namespace MailStore.Simulation.Refusals;

/// <summary>All that lies under a directory, to compare with later.</summary>
internal static class FolderBytes
{
    public static SortedDictionary<string, string> Of(string folder)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            found.Add(Path.GetRelativePath(folder, path), File.Exists(path) ? Convert.ToHexString(File.ReadAllBytes(path)) : "folder");
        }

        return found;
    }
}
