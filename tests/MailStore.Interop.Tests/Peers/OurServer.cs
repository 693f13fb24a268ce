using System.Diagnostics;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

/// <summary><c>mailstore serve</c> in a process of its own, on ports that were free, with its data in a folder that goes with it.</summary>
internal sealed class OurServer : IAsyncDisposable
{
    public const string Name = "anna@example.org";
    public const string Password = "secret";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly ScratchFolder _folder = new();
    private readonly Process _process;
    private readonly Task<string> _error;

    private OurServer(IReadOnlyDictionary<string, int> ports, string[] more)
    {
        Ports = ports;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "serve", "--data", _folder["data"], "--log-level", "error"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the tests are told is no setting of the server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MAILSTORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (option, port) in ports)
        {
            start.ArgumentList.Add("--" + option);
            start.ArgumentList.Add($"127.0.0.1:{port}");
        }

        foreach (var argument in (string[])["--user", $"{Name}:{Password}", .. more])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>By the name of the listener's option: "imap", "pop3", "lmtp".</summary>
    public IReadOnlyDictionary<string, int> Ports { get; }

    /// <param name="listeners">Names of options that take ADDRESS:PORT, as in "imap".</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<OurServer> StartAsync(string[] listeners, params string[] more)
    {
        var free = Loopback.FreePorts(listeners.Length);
        var server = new OurServer(listeners.Zip(free).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), more);
        var line = await server._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        if (line is null)
        {
            throw new InvalidOperationException($"The server ended at once: {await server._error}");
        }

        // The rest is read and forgotten, or the server would wait for a reader.
        _ = server._process.StandardOutput.ReadToEndAsync();
        return server;
    }

    /// <summary>Its highest use of memory so far, in octets.</summary>
    public long PeakMemory()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        // SIGTERM, as a service manager sends it.
        (await ExternalProgram.RunAsync("kill", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))).Good();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        var error = await _error;
        var code = _process.ExitCode;
        _process.Dispose();
        _folder.Dispose();
        Assert.True(code == 0 && error.Length == 0, $"The server ended with {code} and said: {error}");
    }
}
