using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Servers;

/// <summary>The server as people run it, in a process of its own that can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Serving = "MailStore serves ";
    private const int WordsKept = 40;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _words = new();
    private TaskCompletionSource? _collected;

    private ServerProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Serving, StringComparison.Ordinal) == true)
            {
                _serving.TrySetResult(line.Data);
            }
            else if (line.Data == RestlessServer.Collected)
            {
                _collected?.TrySetResult();
            }
        };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _serving.TrySetResult("");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ended when it serves, or is no more.</summary>
    public Task<string> Serves => _serving.Task;

    /// <summary>The last of what it said to its operator.</summary>
    public string Words => string.Join('\n', _words);

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    /// <param name="data">The folder of its store.</param>
    /// <param name="arguments">Of <c>mailstore serve</c>.</param>
    /// <param name="variables">Of its environment.</param>
    /// <param name="descriptors">That it may have at most.</param>
    /// <param name="ours">A server that is made here, <see cref="RestlessServer"/> or <see cref="LeanServer"/>, by its name.</param>
    public static ServerProcess Start(string data, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, int? descriptors = null, string? ours = null)
    {
        var start = new ProcessStartInfo(descriptors is null ? "dotnet" : "bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in descriptors is { } most ? (string[])["-c", $"ulimit -n {most}; exec dotnet \"$@\"", "bash"] : [])
        {
            start.ArgumentList.Add(argument);
        }

        var program = ours is not null ? typeof(RestlessServer).Assembly.Location : Path.Combine(AppContext.BaseDirectory, "mailstore.dll");
        foreach (var argument in (string[])["exec", program, ours ?? "serve", "--data", data, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new(start);
    }

    /// <summary>Where it listens for a protocol, as its first line says.</summary>
    public async Task<IPEndPoint> PlaceOfAsync(string protocol)
    {
        var line = await Serves;
        var at = line.IndexOf(protocol + " on ", StringComparison.Ordinal);
        return at < 0
            ? throw new InvalidOperationException($"The server does not serve {protocol}: {line}{Words}")
            : IPEndPoint.Parse(line[(at + protocol.Length + 4)..].Split(',', ' ')[0].TrimEnd('.'));
    }

    /// <summary>Of a restless one.</summary>
    public Task SetClockAsync(TimeSpan ahead) => SayAsync(((long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    /// <summary>Of one that is ours: ended when it has collected what nobody uses, and given it back.</summary>
    public async Task CollectAsync()
    {
        var collected = _collected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SayAsync(RestlessServer.Collect);
        await collected.Task.WaitAsync(s_patience);
    }

    private async Task SayAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException gone)
        {
            throw new ServerGoneException("Nobody hears what is said to the server.", gone);
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>As an operator stops it.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        kill.WaitForExit();
    }

    public async Task EndAsync() => await _process.WaitForExitAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _words.Enqueue(line);
            if (_words.Count > WordsKept)
            {
                _words.TryDequeue(out _);
            }
        }
    }
}
