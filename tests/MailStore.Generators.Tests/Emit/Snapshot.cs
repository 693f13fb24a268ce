using System.Runtime.CompilerServices;
using MailStore.Generators.Tests.Pipeline;

namespace MailStore.Generators.Tests.Emit;

/// <summary>
/// Compares emitted code with a file in <c>Snapshots</c>, which is reviewed like any other code. With <c>UPDATE_SNAPSHOTS=1</c> in the
/// environment the file is rewritten instead: read the diff before it is committed.
/// </summary>
internal static class Snapshot
{
    private const string FirstLineOfCode = "namespace N;\n";

    /// <summary>Compares the units whose names are given, without what every unit begins with.</summary>
    public static void Match(string name, GeneratorRun run, IEnumerable<string> units)
    {
        run.AssertCompiles();
        var actual = string.Concat(units.Select(unit => $"// ---- {unit}\n{Code(run.Text(unit))}\n"));
        var path = Path.Combine(Folder(), name + ".g.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), path + " is missing: write it with UPDATE_SNAPSHOTS=1.");
        var expected = File.ReadAllText(path).Split('\n');
        var lines = actual.Split('\n');
        for (var i = 0; i < Math.Max(expected.Length, lines.Length); i++)
        {
            var (was, now) = (expected.ElementAtOrDefault(i), lines.ElementAtOrDefault(i));
            Assert.True(was == now, $"{name}.g.txt({i + 1}):\n  was {was}\n  now {now}\nIf that is meant, run the tests with UPDATE_SNAPSHOTS=1 and review the diff.");
        }
    }

    private static string Code(string text) => text.Substring(text.IndexOf(FirstLineOfCode, StringComparison.Ordinal) + FirstLineOfCode.Length).Trim('\n');

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Snapshots");
}
