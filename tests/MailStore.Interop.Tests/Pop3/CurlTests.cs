using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Pop3;

public sealed class CurlTests
{
    [ToolFact("curl")]
    public async Task Curl_logs_in_by_each_way_that_it_knows()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3", "pop3s"], "--keep-secrets");
        await Letters.PutAsync(server, 2);
        string[] common = ["--silent", "--show-error", "--user", $"{OurServer.Name}:{OurServer.Password}"];
        string[][] ways =
        [
            [$"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--login-options", "AUTH=PLAIN", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--login-options", "AUTH=PLAIN", "--sasl-ir", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--login-options", "AUTH=LOGIN", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--login-options", "AUTH=CRAM-MD5", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--login-options", "AUTH=+APOP", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--insecure", "--ssl-reqd", $"pop3://127.0.0.1:{server.Ports["pop3"]}/2"],
            ["--insecure", $"pop3s://127.0.0.1:{server.Ports["pop3s"]}/2"],
        ];
        foreach (var way in ways)
        {
            var letter = await ExternalProgram.RunAsync("curl", [.. common, .. way]);
            Assert.Equal(Letters.Of(2).Replace("\u00C3\u00A4", "\u00E4", StringComparison.Ordinal), letter.Good());
        }
    }

    [ToolFact("curl")]
    public async Task Curl_lists_and_deletes()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3"]);
        await Letters.PutAsync(server, 3);
        string[] common = ["--silent", "--show-error", "--user", $"{OurServer.Name}:{OurServer.Password}"];
        var place = $"pop3://127.0.0.1:{server.Ports["pop3"]}/";
        var size = Letters.Of(1).Length;
        Assert.Equal($"1 {size}\r\n2 {size}\r\n3 {size}\r\n", (await ExternalProgram.RunAsync("curl", [.. common, place])).Good());
        (await ExternalProgram.RunAsync("curl", [.. common, "--request", "DELE", "--head", place + "2"])).Good();
        Assert.Equal($"1 {size}\r\n2 {size}\r\n", (await ExternalProgram.RunAsync("curl", [.. common, place])).Good());
    }
}
