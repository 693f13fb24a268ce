using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

/// <summary>neomutt in a terminal that nobody looks at: it lists an inbox, and a message read there is seen here.</summary>
public sealed class NeomuttTests
{
    private const string Message = "From: Anna <anna@example.org>\r\nTo: otto@example.org\r\nSubject: Shown by neomutt\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\nMessage-ID: <a@example.org>\r\n\r\nRead me.\r\n";

    [ToolFact("neomutt", "tmux", "curl")]
    public async Task Neomutt_lists_an_inbox_and_marks_what_was_read()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        using var folder = new ScratchFolder();
        var inbox = $"imap://127.0.0.1:{server.Ports["imap"]}/INBOX";
        string[] who = ["--silent", "--show-error", "--user", $"{OurServer.Name}:{OurServer.Password}"];
        (await ExternalProgram.RunAsync("curl", [.. who, "--upload-file", folder.Write("message.eml", Message), inbox])).Good();

        var settings = folder.Write("muttrc", $"""
            set folder = "imap://127.0.0.1:{server.Ports["imap"]}/"
            set spoolfile = "+INBOX"
            set imap_user = "{OurServer.Name}"
            set imap_pass = "{OurServer.Password}"
            set ssl_starttls = no
            set ssl_force_tls = no
            set imap_qresync = yes
            set imap_condstore = yes
            set header_cache = "{folder["cache"]}"
            set quit = yes
            set move = no

            """);
        await using var terminal = await HiddenTerminal.StartAsync(folder, $"neomutt -n -F '{settings}'");
        await terminal.UntilAsync("Shown by neomutt");
        await terminal.TypeAsync("Enter");
        await terminal.UntilAsync("Read me.");
        await terminal.TypeAsync("q");
        await terminal.UntilAsync("Msgs:1");
        await terminal.TypeAsync("q");
        await terminal.EndedAsync();

        var flags = (await ExternalProgram.RunAsync("curl", [.. who, "--request", "FETCH 1 (FLAGS)", inbox])).Good();
        Assert.Contains("\\Seen", flags, StringComparison.Ordinal);
    }
}
