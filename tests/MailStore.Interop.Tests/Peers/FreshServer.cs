using System.Diagnostics;
using System.Globalization;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

/// <summary><c>mailstore</c> as a stranger starts it: without an account or settings, in a folder that is not there yet. Only the ports are any that are free.</summary>
internal sealed class FreshServer : IAsyncDisposable
{
    private const string LastLine = "Passwords are taken";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly ScratchFolder _folder = new();
    private readonly List<string> _said = [];
    private readonly Process _process;

    private FreshServer(string[] listeners)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "--data", _folder["data"], "--log-level", "none", .. listeners.SelectMany(option => (string[])[option, "127.0.0.1:0"])])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>All lines that it prints when it starts.</summary>
    public IReadOnlyList<string> Said => _said;

    /// <param name="listeners">Flags that take ADDRESS:PORT.</param>
    public static async Task<FreshServer> StartAsync(params string[] listeners)
    {
        var server = new FreshServer(listeners);
        do
        {
            server._said.Add(await server._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? throw new InvalidOperationException("The server ended at once."));
        }
        while (!server._said[^1].StartsWith(LastLine, StringComparison.Ordinal));
        _ = server._process.StandardOutput.ReadToEndAsync();
        return server;
    }

    /// <summary>Of "MailStore serves IMAP on 127.0.0.1:40123, POP3 on 127.0.0.1:40124. Ctrl+C stops it."</summary>
    public string PlaceOf(string name) => _said[0].Split($" {name} on ")[1].Split(' ')[0].TrimEnd(',', '.');

    public async ValueTask DisposeAsync()
    {
        (await ExternalProgram.RunAsync("kill", _process.Id.ToString(CultureInfo.InvariantCulture))).Good();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        Assert.Equal(0, _process.ExitCode);
        _process.Dispose();
        _folder.Dispose();
    }
}
