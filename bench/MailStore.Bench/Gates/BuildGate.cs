using System.Globalization;
using MailStore.Bench.Checkout;

namespace MailStore.Bench.Gates;

/// <summary>
/// How long a whole rebuild takes, of a copy: this program is part of the solution and cannot be replaced while it runs. It is the build of
/// who wants to run the solution, as Release; the analyzers check what is written, in builds as Debug.
/// </summary>
internal sealed class BuildGate(TextWriter output)
{
    public const double SecondsMax = 90;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var copy = Directory.CreateTempSubdirectory("mailstore-build-").FullName;
        try
        {
            SourceTree.CopyTo(copy);
            var restore = DotnetCommand.Run(copy, "restore", "MailStore.sln");
            if (restore.ExitCode != 0)
            {
                return Fail("dotnet restore", restore);
            }

            output.WriteLine(Text($"restore (not judged: it depends on the network): {restore.Elapsed.TotalSeconds:F1} s"));
            // No node and no compiler of an earlier build may help, as a new machine has none: this one starts its own, as builds do. In the copy
            // nothing is built, so that all of it is built anew; to ask for that would only look for what is to be deleted.
            // The compiler's name is that of its socket, beside the copy: a name of their own for both, or no compiler ever answers.
            var compiler = Path.GetFileName(copy) + "-compiler";
            var build = DotnetCommand.Run(
                copy, "build", "MailStore.sln", "-c", "Release", "--no-restore", "-nodeReuse:false", "-p:UseSharedCompilation=true", "-p:SharedCompilationId=" + compiler);
            if (build.ExitCode != 0)
            {
                return Fail("dotnet build", build);
            }

            var seconds = build.Elapsed.TotalSeconds;
            var finding = new Finding(
                seconds <= SecondsMax, true, Text($"seconds for a whole rebuild on {Environment.ProcessorCount} cores: {seconds:F1}, at most {SecondsMax:F0}"));
            output.WriteLine(finding);
            output.WriteLine(finding.IsShort ? "gate build: short" : "gate build: holds");
            return finding.IsShort ? 1 : 0;
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private int Fail(string what, DotnetCommand command)
    {
        output.WriteLine(command.Output);
        output.WriteLine(Text($"gate build: short, {what} says {command.ExitCode}"));
        return 1;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
