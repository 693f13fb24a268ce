using System.Diagnostics;
using System.Globalization;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

/// <summary><c>mailstore serve</c> on a store that is there already, with IMAP and LMTP.</summary>
internal sealed class OurStore : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly Task<string> _error;

    private OurStore(string data, string[] more)
    {
        var ports = Loopback.FreePorts(2);
        (Imap, Lmtp) = (ports[0], ports[1]);
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "serve", "--data", data, "--log-level", "error", "--imap", $"127.0.0.1:{Imap}", "--lmtp", $"127.0.0.1:{Lmtp}", .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _error = _process.StandardError.ReadToEndAsync();
    }

    public int Imap { get; }

    public int Lmtp { get; }

    public static async Task<OurStore> StartAsync(string data, params string[] more)
    {
        var server = new OurStore(data, more);
        if (await server._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) is null)
        {
            throw new InvalidOperationException($"The server ended at once: {await server._error}");
        }

        // The rest is read and forgotten, or the server would wait for a reader.
        _ = server._process.StandardOutput.ReadToEndAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        (await ExternalProgram.RunAsync("kill", _process.Id.ToString(CultureInfo.InvariantCulture))).Good();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        Assert.Equal(0, _process.ExitCode);
        _process.Dispose();
    }
}
