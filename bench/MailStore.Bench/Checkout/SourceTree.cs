namespace MailStore.Bench.Checkout;

/// <summary>The repository that this program was built from.</summary>
internal static class SourceTree
{
    private const string Mark = "MailStore.sln";

    private static readonly string[] _made = ["bin", "obj", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The nearest folder above the program that holds the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {Mark} above {AppContext.BaseDirectory}: run the gate from a checkout.");
    }

    /// <summary>Copies sources, without what builds have made.</summary>
    public static void CopyTo(string target)
    {
        Copy(new(Root()), target);
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (var folder in source.EnumerateDirectories())
        {
            if (!_made.Contains(folder.Name))
            {
                Copy(folder, Path.Combine(target, folder.Name));
            }
        }
    }
}
