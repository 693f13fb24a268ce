using System.Text;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Cli;

/// <summary>A folder of a store, and commands as a person types them.</summary>
internal sealed class CommandLine : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mailstore-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public Task<(ExitCode Code, string Output, string Error)> RunAsync(params string[] arguments) => RunOnAsync("", arguments);

    public async Task<(ExitCode Code, string Output, string Error)> RunOnAsync(string input, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var octets = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var code = await CommandRoot.RunAsync([.. arguments, "--data", Data], new Terminal(octets, output, error, IsInteractive: false));
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>What it prints; it must succeed.</summary>
    public async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == ExitCode.Done, $"{string.Join(' ', arguments)}: {error}");
        return output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
