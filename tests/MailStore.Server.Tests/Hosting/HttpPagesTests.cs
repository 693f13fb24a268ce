using System.Net;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Hosting;

public sealed class HttpPagesTests : IDisposable
{
    private readonly CommandLine _shell = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task A_supervisor_sees_that_mail_is_served()
    {
        await using var server = await StartAsync();
        Assert.Equal("ok\n", await _http.GetStringAsync(Page(server, "healthz")));
        Assert.Equal("ok\n", await _http.GetStringAsync(Page(server, "readyz")));
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(Page(server, "data"))).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.PostAsync(Page(server, "healthz"), null)).StatusCode);
    }

    [Fact]
    public async Task Metrics_have_names_units_and_labels()
    {
        await using var server = await StartAsync();
        using var client = await ImapSocket.OpenAsync(server.Imap);
        await client.DoAsync("LOGIN anna secret");
        await client.DoAsync("NOOP");
        var lines = (await _http.GetStringAsync(Page(server, "metrics"))).Split('\n');
        Assert.Contains("# TYPE mailstore_command_duration_seconds histogram", lines);
        Assert.Contains("mailstore_command_duration_seconds_count{protocol=\"imap\",verb=\"NOOP\"} 1", lines);
        Assert.Contains("mailstore_command_duration_seconds_bucket{protocol=\"imap\",verb=\"NOOP\",le=\"+Inf\"} 1", lines);
        Assert.Contains("mailstore_logins_total{protocol=\"imap\",outcome=\"accepted\"} 1", lines);
        Assert.Contains("mailstore_sessions_open{protocol=\"imap\"} 1", lines);
        Assert.All(lines[..^1], line => Assert.True(line[0] == '#' || double.TryParse(line.Split(' ')[^1], out _), line));
    }

    public void Dispose()
    {
        _http.Dispose();
        _shell.Dispose();
    }

    private static Uri Page(RunningServer server, string name) => new($"http://{server.At("HTTP")}/{name}");

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(_shell.Data, "--user", "anna:secret", "--http", "127.0.0.1:0");
}
