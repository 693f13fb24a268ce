using System.Diagnostics;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.FirstRun;

/// <summary>What the README tells a stranger to do is done, as it stands there, in a folder that holds the sources and nothing else.</summary>
public sealed class ReadmeTests
{
    private const string Heading = "## Run it";
    private const string Fence = "```";

    /// <summary>Of a machine that is busy with other tests. docs/benchmarks.md has how long it takes on one that is not.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    [ToolFact("bash", "curl")]
    public async Task The_commands_of_the_README_lead_to_a_mail_that_is_read()
    {
        using var folder = new ScratchFolder();
        var root = Source();
        Copy(new(root), folder["mailstore"]);
        var command = string.Join('\n', Block(await File.ReadAllLinesAsync(Path.Combine(root, "README.md"))));
        Assert.Contains("dotnet run", command, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder["mailstore"] };

        // Whatever the machine listens at already is no matter of this test.
        foreach (var listener in new[] { "IMAP", "POP3", "SMTP", "SUBMISSION", "LMTP", "HTTP" })
        {
            start.Environment["MAILSTORE_" + listener] = "127.0.0.1:0";
        }

        using var running = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            var line = "";
            while (!line.StartsWith("  curl ", StringComparison.Ordinal))
            {
                line = await running.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The server ended at once.");
            }

            _ = running.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Assert.Contains("Subject: Welcome", (await ExternalProgram.RunAsync("bash", "-c", line)).Good(), StringComparison.Ordinal);
            Assert.True(Directory.Exists(Path.Combine(folder["mailstore"], "data", "v00")));
        }
        finally
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }
    }

    /// <summary>The first block below the heading.</summary>
    private static IEnumerable<string> Block(string[] lines) =>
        lines.SkipWhile(line => line != Heading).SkipWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal));

    private static string Source()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MailStore.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }

    /// <summary>As a fresh clone has it: nothing that was built, and no store.</summary>
    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var entry in source.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo inner)
            {
                if (entry.Name is not ("bin" or "obj" or ".git" or "data" or "TestResults" or "BenchmarkDotNet.Artifacts"))
                {
                    Copy(inner, Path.Combine(target, entry.Name));
                }
            }
            else
            {
                File.Copy(entry.FullName, Path.Combine(target, entry.Name));
            }
        }
    }
}
