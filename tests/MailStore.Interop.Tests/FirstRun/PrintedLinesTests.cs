using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.FirstRun;

/// <summary>What the server prints when it starts is run as it stands.</summary>
public sealed class PrintedLinesTests
{
    [ToolFact("bash", "curl", "swaks")]
    public async Task Every_line_that_is_printed_works_when_it_is_pasted()
    {
        await using var server = await FreshServer.StartAsync("--imap", "--pop3", "--smtp", "--submission", "--lmtp", "--http");
        var lines = server.Said.Select(line => line.Trim()).Where(line => line.StartsWith("curl ", StringComparison.Ordinal) || line.StartsWith("swaks ", StringComparison.Ordinal) || line.StartsWith("printf ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["curl", "curl", "curl", "printf", "swaks", "swaks", "swaks", "curl"], lines.Select(line => line.Split(' ')[0]));
        var answers = new List<string>();
        foreach (var line in lines)
        {
            answers.Add((await ExternalProgram.RunAsync("bash", "-o", "pipefail", "-c", line)).Good());
        }

        // A sample by IMAP, the list of all, the same sample by POP3.
        Assert.Contains("Subject: Welcome", answers[0], StringComparison.Ordinal);
        Assert.Contains("* 12 FETCH (UID 12 ", answers[1], StringComparison.Ordinal);
        Assert.Contains("Subject: Welcome", answers[2], StringComparison.Ordinal);

        Assert.Contains("mailstore_deliveries_total{protocol=\"smtp\",outcome=\"taken\"} 2\n", answers[^1], StringComparison.Ordinal);

        // And all four that were sent have arrived.
        var list = await ExternalProgram.RunAsync("bash", "-c", lines[1]);
        Assert.Contains("* 16 FETCH (UID 16 ", list.Good(), StringComparison.Ordinal);
    }

    [ToolFact("curl")]
    public async Task The_settings_for_a_mail_program_are_those_of_the_listeners()
    {
        await using var server = await FreshServer.StartAsync("--imaps", "--submissions");
        var imaps = server.PlaceOf("IMAPS");
        Assert.Contains($"  IMAPS        {imaps[..imaps.LastIndexOf(':')]}, port {imaps[(imaps.LastIndexOf(':') + 1)..]}, TLS", server.Said);
        var password = Assert.Single(server.Said, line => line.StartsWith("  password ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        var read = await ExternalProgram.RunAsync("curl", "-sk", $"imaps://{imaps}/INBOX;UID=1", "-u", $"demo@localhost:{password}");
        Assert.Contains("Subject: Welcome", read.Good(), StringComparison.Ordinal);
    }
}
