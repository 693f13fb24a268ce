using System.Globalization;
using System.Net;
using MailStore.Simulation.Torture.Servers;

namespace MailStore.Simulation.Hostile;

/// <summary>What can be seen of a server from outside: sessions, memory, descriptors.</summary>
internal sealed class ServerGauge(ServerProcess server, IPEndPoint http) : IDisposable
{
    private const string Sessions = "mailstore_sessions_open";

    private readonly HttpClient _web = new() { BaseAddress = new($"http://{http}"), Timeout = TimeSpan.FromSeconds(30) };

    public async Task<int> SessionsAsync()
    {
        var page = await _web.GetStringAsync("/metrics");
        return (int)page.Split('\n').Where(line => line.StartsWith(Sessions, StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public long MemoryBytes => 1024 * long.Parse(File.ReadLines($"/proc/{server.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1].Trim(), CultureInfo.InvariantCulture);

    public int Descriptors => Directory.GetFiles($"/proc/{server.Id}/fd").Length;

    public void Dispose() => _web.Dispose();
}
