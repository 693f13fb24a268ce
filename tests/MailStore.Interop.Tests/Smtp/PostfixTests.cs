using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Smtp;

public sealed class PostfixTests
{
    [ToolFact("postfix", "swaks", "curl")]
    public Task Postfix_delivers_by_LMTP() => DeliverAsync("lmtp", port => $"lmtp:inet:127.0.0.1:{port}", "by mx.example.org with LMTP");

    [ToolFact("postfix", "swaks", "curl")]
    public Task Postfix_delivers_by_SMTP() => DeliverAsync("smtp", port => $"smtp:[127.0.0.1]:{port}", "by mx.example.org with ESMTP");

    [ToolFact("postfix", "swaks", "curl")]
    public async Task What_a_user_sends_elsewhere_goes_to_Postfix_and_is_queued()
    {
        await using var postfix = await Postfix.StartAsync("relay_domains = example.net", "smtpd_relay_restrictions = reject_unauth_destination", "smtpd_client_restrictions = static:hold");
        await using var server = await OurServer.StartAsync(["imap", "submission"], "--host-name", "mx.example.org", "--smarthost", $"smtp://127.0.0.1:{postfix.Port}");
        var sent = await SwaksAsync(server.Ports["submission"], OurServer.Name, "sam@example.net", "--auth", "PLAIN", "--auth-user", OurServer.Name, "--auth-password", OurServer.Password);
        Assert.Contains("250 2.0.0 Sent on: Ok: queued as", sent.Good(), StringComparison.Ordinal);
        var refused = await SwaksAsync(server.Ports["submission"], OurServer.Name, "sam@nowhere.example", "--auth", "PLAIN", "--auth-user", OurServer.Name, "--auth-password", OurServer.Password);
        Assert.Contains("Relay access denied", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    private static async Task DeliverAsync(string protocol, Func<int, string> transport, string trace)
    {
        await using var server = await OurServer.StartAsync(["imap", protocol], "--host-name", "mx.example.org", "--alias", "info@example.org=anna@example.org");
        await using var postfix = await Postfix.StartAsync($"relay_transport = {transport(server.Ports[protocol])}");
        (await SwaksAsync(postfix.Port, "sam@example.net", "anna@example.org,info@example.org", "--body", ".\\n..two dots\\nend")).Good();
        var message = await Inbox.ReadAsync(server, uid: 1, postfix.Log);
        Assert.StartsWith("Return-Path: <sam@example.net>\r\nReceived: from postfix.example ([127.0.0.1])\r\n\t", message);
        Assert.Contains(trace, message, StringComparison.Ordinal);
        Assert.Contains("\r\n.\r\n..two dots\r\nend\r\n", message, StringComparison.Ordinal);

        // Nobody of that name: Postfix hears it for this recipient alone, and writes a bounce.
        (await SwaksAsync(postfix.Port, "anna@example.org", "nobody@example.org,anna@example.org")).Good();
        var bounce = await Inbox.ReadAsync(server, uid: 2, postfix.Log) + await Inbox.ReadAsync(server, uid: 3, postfix.Log);
        Assert.Contains("Return-Path: <>\r\n", bounce, StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 Nobody has that name here", bounce, StringComparison.Ordinal);
    }

    private static Task<Ended> SwaksAsync(int port, string from, string to, params string[] more) =>
        ExternalProgram.RunAsync("swaks", ["--server", "127.0.0.1", "--port", $"{port}", "--from", from, "--to", to, .. more]);
}
