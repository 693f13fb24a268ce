using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Tls;

public sealed class OpensslTests
{
    [ToolFact("openssl")]
    public async Task Openssl_turns_to_TLS_in_each_protocol()
    {
        await using var server = await OurServer.StartAsync(["imap", "imaps", "pop3", "pop3s"]);
        foreach (var (listener, starttls, alpn, farewell, expected) in new[]
        {
            ("imap", "imap", "imap", "a LOGOUT\r\n", "a OK"),
            ("imaps", "", "imap", "a LOGOUT\r\n", "a OK"),
            ("pop3", "pop3", "pop3", "QUIT\r\n", "+OK Until"),
            ("pop3s", "", "pop3", "QUIT\r\n", "+OK Until"),
        })
        {
            foreach (var version in (string[])["-tls1_2", "-tls1_3"])
            {
                string[] way = starttls.Length == 0 ? [] : ["-starttls", starttls];
                var ended = await ExternalProgram.RunWithAsync(
                    "openssl",
                    farewell,
                    new Dictionary<string, string>(),
                    ["s_client", "-connect", $"127.0.0.1:{server.Ports[listener]}", "-ign_eof", "-alpn", alpn, version, .. way]);
                Assert.Contains($"ALPN protocol: {alpn}", ended.Output, StringComparison.Ordinal);
                Assert.Contains("subject=CN = localhost", ended.Output, StringComparison.Ordinal);
                Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
            }
        }
    }

    [ToolFact("openssl")]
    public async Task Openssl_is_refused_with_what_is_old_or_of_another_protocol()
    {
        await using var server = await OurServer.StartAsync(["imaps"]);
        foreach (var arguments in (string[][])[["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["-alpn", "http/1.1"]])
        {
            var ended = await ExternalProgram.RunAsync("openssl", ["s_client", "-connect", $"127.0.0.1:{server.Ports["imaps"]}", .. arguments]);
            Assert.NotEqual(0, ended.ExitCode);
            Assert.DoesNotContain("* OK", ended.Output, StringComparison.Ordinal);
        }
    }
}
