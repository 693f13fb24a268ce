using System.Text.Json;
using MailStore.Server.Watching;
using MailStore.Server.Watching.Metrics;

namespace MailStore.Server.Tests.Watching;

public sealed class DashboardTests
{
    private static readonly string[] s_parts = ["_bucket", "_sum", "_count", ""];

    [Fact]
    public void Every_figure_of_the_dashboard_is_one_that_the_server_has()
    {
        using var output = new StringWriter();
        using var log = new LineLog(output, TimeProvider.System);
        using var tower = new Watchtower(new EventLog(log), TimeProvider.System);
        using var metrics = new MetricReader(tower.Meters.Meter);
        var known = metrics.Read().Select(PrometheusText.NameOf).Concat(["mailstore_store_size_bytes", "mailstore_store_free_bytes", "mailstore_store_queue"]).ToHashSet(StringComparer.Ordinal);
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder(), "src", "MailStore.Server", "Packaging", "grafana.json")));
        var asked = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .SelectMany(target => Words(target.GetProperty("expr").GetString()!))
            .Where(word => word.StartsWith("mailstore_", StringComparison.Ordinal))
            .ToList();
        Assert.True(asked.Count >= 15);
        Assert.All(asked, word => Assert.True(Array.Exists(s_parts, part => word.EndsWith(part, StringComparison.Ordinal) && known.Contains(word[..^part.Length])), word));

        // And nothing that it has is left out.
        Assert.All(known.Where(name => name.StartsWith("mailstore_", StringComparison.Ordinal)), name => Assert.Contains(asked, word => word.StartsWith(name, StringComparison.Ordinal)));
    }

    private static string[] Words(string expression) =>
        new string([.. expression.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MailStore.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }
}
