using System.Net;
using System.Text;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Hosting;

/// <summary><c>mailstore serve</c> as a person starts it, on a port that is free.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ListeningWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly Task<ExitCode> _running;
    private string _greeting = "";

    private RunningServer(string data, string[] more)
    {
        string[] place = more.Contains("--imap") || more.Contains("--config") ? [] : ["--imap", "127.0.0.1:0"];
        string[] log = more.Contains("--log-level") ? [] : ["--log-level", "warning"];
        string[] arguments = ["serve", "--data", data, .. place, .. log, .. more];
        _running = Task.Run(() => CommandRoot.RunAsync(arguments, new Terminal(Stream.Null, _output, _error, IsInteractive: false), _stop.Token));
    }

    public IPEndPoint Imap => At("IMAP");

    public string Output => _output.Text;

    public string Error => _error.ToString();

    public static async Task<RunningServer> StartAsync(string data, params string[] more)
    {
        var server = new RunningServer(data, more);
        var first = server._output.FirstLine.WaitAsync(TimeSpan.FromSeconds(60));
        if (await Task.WhenAny(first, server._running) != first)
        {
            throw new InvalidOperationException($"The server ended at once: {server.Error}");
        }

        server._greeting = await first;
        return server;
    }

    /// <summary>Of "MailStore serves IMAP on 127.0.0.1:40123, POP3 on 127.0.0.1:40124. Ctrl+C stops it."</summary>
    public IPEndPoint At(string name) =>
        IPEndPoint.Parse(_greeting.Split($" {name} on ")[1].Split(' ')[0].TrimEnd(',', '.'));

    public async Task<ExitCode> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    /// <summary>Says when its first line is there.</summary>
    private sealed class ListeningWriter : TextWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public Task<string> FirstLine => _first.Task;

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_text)
            {
                _text.Append(value);
                if (value == '\n')
                {
                    _first.TrySetResult(_text.ToString().Split('\n')[0]);
                }
            }
        }
    }
}
