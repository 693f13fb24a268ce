using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.FirstRun;

/// <summary>Signals as operators expect them.</summary>
public sealed class SignalTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [ToolFact("kill")]
    public async Task SIGTERM_tells_everybody_goodbye_and_a_second_one_does_not_wait()
    {
        using var folder = new ScratchFolder();
        using var server = Start(folder);
        var line = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? "";
        using var imap = await OpenAsync(line, "IMAP", "* OK");
        using var pop3 = await OpenAsync(line, "POP3", "+OK");
        using var smtp = await OpenAsync(line, "SMTP", "220 ");
        await SignalAsync(server, "HUP");
        await SignalAsync(server, "TERM");
        Assert.StartsWith("* BYE [UNAVAILABLE] ", await imap.ReadLineAsync().WaitAsync(s_patience));
        Assert.StartsWith("-ERR [SYS/TEMP] ", await pop3.ReadLineAsync().WaitAsync(s_patience));
        Assert.StartsWith("421 ", await smtp.ReadLineAsync().WaitAsync(s_patience));
        await server.WaitForExitAsync().WaitAsync(s_patience);
        Assert.Equal(0, server.ExitCode);
    }

    [ToolFact("kill")]
    public async Task A_second_signal_ends_a_server_that_waits_for_a_client_that_does_not_read()
    {
        using var folder = new ScratchFolder();
        using var server = Start(folder, "--drain-seconds", "600");
        var line = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? "";
        using var client = new TcpClient();
        await client.ConnectAsync(PlaceOf(line, "IMAP"));

        // Answers that nobody fetches: the session hangs in writing.
        var stream = client.GetStream();
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a1 CAPABILITY\r\n", 1000)));
        using var full = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(many, full.Token);
            }
        });
        await SignalAsync(server, "TERM");
        while (!(await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? "Stopping").StartsWith("Stopping", StringComparison.Ordinal))
        {
        }

        Assert.False(server.HasExited);
        await SignalAsync(server, "TERM");
        await server.WaitForExitAsync().WaitAsync(s_patience);
        Assert.Equal(128 + 15, server.ExitCode);
    }

    private static Process Start(ScratchFolder folder, params string[] more)
    {
        string[] listeners = ["--imap", "127.0.0.1:0", "--pop3", "127.0.0.1:0", "--smtp", "127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "serve", "--data", folder["data"], "--log-level", "none", .. listeners, .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static IPEndPoint PlaceOf(string line, string name) => IPEndPoint.Parse(line.Split($" {name} on ")[1].Split(' ')[0].TrimEnd(',', '.'));

    private static async Task<StreamReader> OpenAsync(string line, string name, string greeting)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(PlaceOf(line, name));
        var reader = new StreamReader(new NetworkStream(socket, ownsSocket: true), Encoding.Latin1);
        Assert.StartsWith(greeting, await reader.ReadLineAsync().WaitAsync(s_patience));
        return reader;
    }

    private static async Task SignalAsync(Process process, string signal) =>
        (await ExternalProgram.RunAsync("kill", "-" + signal, process.Id.ToString(CultureInfo.InvariantCulture))).Good();
}
