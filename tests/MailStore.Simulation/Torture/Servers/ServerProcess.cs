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

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _words = new();

    private ServerProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Serving, StringComparison.Ordinal) == true)
            {
                _serving.TrySetResult(line.Data);
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
    /// <param name="isRestless">See <see cref="RestlessServer"/>.</param>
    public static ServerProcess Start(string data, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, int? descriptors = null, bool isRestless = false)
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

        var program = isRestless ? typeof(RestlessServer).Assembly.Location : Path.Combine(AppContext.BaseDirectory, "mailstore.dll");
        foreach (var argument in (string[])["exec", program, isRestless ? RestlessServer.Name : "serve", "--data", data, .. arguments])
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
    public async Task SetClockAsync(TimeSpan ahead)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(((long)ahead.TotalSeconds).ToString(CultureInfo.InvariantCulture));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException gone)
        {
            throw new ServerGoneException("Nobody looks at the clock.", gone);
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
