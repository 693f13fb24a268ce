using System.Diagnostics;

namespace MailStore.Interop.Tests.Tools;

/// <summary>A program of others, run to its end.</summary>
internal static class ExternalProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Debian keeps servers where a user's path does not lead.</summary>
    private static readonly string[] s_systemFolders = ["/usr/sbin", "/sbin"];

    public static string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(s_systemFolders);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>With nothing on standard input.</summary>
    public static Task<Ended> RunAsync(string name, params IEnumerable<string> arguments) => RunWithAsync(name, "", new Dictionary<string, string>(), arguments);

    /// <param name="environment">Added to this process's own.</param>
    public static async Task<Ended> RunWithAsync(string name, string input, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var path = Find(name) ?? throw new FileNotFoundException($"{name} is missing: tests/MailStore.Interop.Tests/install.sh installs it.");
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} {string.Join(' ', arguments)} did not end. It said: {await output}{await error}", late);
        }

        return new($"{name} {string.Join(' ', arguments)}", process.ExitCode, await output, await error);
    }
}
