using System.Globalization;
using System.Net;
using MailStore.Simulation.Torture.Servers;

namespace MailStore.Simulation.Hostile;

/// <summary>What can be seen of a server from outside: sessions, memory, descriptors.</summary>
internal sealed class ServerGauge(ServerProcess server, IPEndPoint http) : IDisposable
{
    private readonly HttpClient _web = new() { BaseAddress = new($"http://{http}"), Timeout = TimeSpan.FromSeconds(30) };

    public async Task<int> SessionsAsync() => (int)Sum(await _web.GetStringAsync("/metrics"), "mailstore_sessions_open");

    /// <summary>What its last collection left in use, and what the runtime has taken from the system.</summary>
    public async Task<(long Used, long Committed)> HeapAsync()
    {
        var page = await _web.GetStringAsync("/metrics");
        return ((long)(Sum(page, "dotnet_gc_last_collection_heap_size_bytes") - Sum(page, "dotnet_gc_last_collection_heap_fragmentation_size_bytes")), (long)Sum(page, "dotnet_gc_last_collection_memory_committed_size_bytes"));
    }

    public long MemoryBytes => 1024 * long.Parse(File.ReadLines($"/proc/{server.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1].Trim(), CultureInfo.InvariantCulture);

    public int Descriptors => Directory.GetFiles($"/proc/{server.Id}/fd").Length;

    public void Dispose() => _web.Dispose();

    // Of all labels.
    private static double Sum(string page, string name) =>
        page.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
