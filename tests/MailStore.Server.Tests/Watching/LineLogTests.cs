using System.Text.Json;
using MailStore.Server.Watching;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Tests.Watching;

public sealed class LineLogTests
{
    [Fact]
    public void An_event_is_a_line_with_its_fields() =>
        Assert.EndsWith("Z info session session=7 peer=[::1]:4000 account=anna@example.org seconds=1.5\n", Written(isJson: false, "anna@example.org"), StringComparison.Ordinal);

    [Theory]
    [InlineData("anna\n2026-01-01T00:00:00.000Z info session session=8")]
    [InlineData("anna\r\nbert")]
    [InlineData("anna\u2028bert\u0085carl")]
    [InlineData("anna\" outcome=accepted \"")]
    [InlineData("anna\u001b[2Jbert\0\u007f")]
    [InlineData("")]
    public void Nothing_that_comes_in_makes_a_line_of_its_own(string account)
    {
        var text = Written(isJson: false, account);
        Assert.Equal(1, text.Count(char.IsControl));
        Assert.DoesNotContain('\u2028', text);
        Assert.Contains("account=\"", text, StringComparison.Ordinal);
        Assert.Equal(account.Count(letter => letter == '"'), text.Split("\\u0022").Length - 1);

        using var json = JsonDocument.Parse(Written(isJson: true, account));
        Assert.Equal(account, json.RootElement.GetProperty("account").GetString());
        Assert.Equal(1, Written(isJson: true, account).Count(char.IsControl));
    }

    [Fact]
    public void Json_has_numbers_as_numbers()
    {
        using var json = JsonDocument.Parse(Written(isJson: true, "anna"));
        Assert.Equal(("info", "session", 7, 1.5), (json.RootElement.GetProperty("level").GetString(), json.RootElement.GetProperty("event").GetString(), json.RootElement.GetProperty("session").GetInt64(), json.RootElement.GetProperty("seconds").GetDouble()));
    }

#pragma warning disable CA1848 // As hosts and libraries say things.
    [Fact]
    public void A_fault_of_the_host_is_one_line_too()
    {
        using var output = new StringWriter();
        using var log = new LineLog(output, TimeProvider.System);
        log.LogError(new InvalidOperationException("first\nsecond"), "Something {What}", "broke\nhere");
        Assert.Equal(1, output.ToString().Count(letter => letter == '\n'));
        Assert.Contains("second", output.ToString(), StringComparison.Ordinal);
        log.LogDebug("quiet");
        log.Level = LogLevel.None;
        log.LogError("quiet too");
        Assert.Equal(1, output.ToString().Count(letter => letter == '\n'));
    }
#pragma warning restore CA1848

    private static string Written(bool isJson, string account)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var log = new LineLog(output, TimeProvider.System) { IsJson = isJson };
        new EventLog(log).Write(LogLevel.Information, "session", [new("session", 7L), new("peer", new System.Net.IPEndPoint(System.Net.IPAddress.IPv6Loopback, 4000)), new("account", account), new("tls", null), new("seconds", 1.5)]);
        return output.ToString();
    }
}
