using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

public sealed class OfflineImapTests
{
    private const int MessageCount = 50;

    [ToolFact("offlineimap")]
    public async Task Offlineimap_sends_a_folder_up_and_brings_a_second_copy_down()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        using var folder = new ScratchFolder();
        var mine = new Maildir(folder["mine"], "INBOX");
        for (var number = 0; number < MessageCount; number++)
        {
            mine.Add($"{1_700_000_000 + number}.m{number}.here", System.Text.Encoding.ASCII.GetBytes($"From: a@example.org\r\nSubject: {number}\r\n\r\nText {number}.\r\n"), "S");
        }

        await SyncAsync(folder, "mine", server.Ports["imap"]);
        await SyncAsync(folder, "theirs", server.Ports["imap"]);
        var theirs = new Maildir(folder["theirs"], "INBOX");
        Assert.Equal(MessageCount, theirs.Count);
        Assert.All(theirs.Names(), name => Assert.EndsWith(":2,S", name, StringComparison.Ordinal));

        // Once more, both ways: a flag, a deletion, and then nothing.
        theirs.SetFlags(index: 0, "FS");
        theirs.Delete(index: 1);
        await SyncAsync(folder, "theirs", server.Ports["imap"]);
        await SyncAsync(folder, "mine", server.Ports["imap"]);
        Assert.Equal(MessageCount - 1, mine.Count);
        Assert.Single(mine.Names(), name => name.EndsWith(":2,FS", StringComparison.Ordinal));
        var before = mine.Names();
        await SyncAsync(folder, "mine", server.Ports["imap"]);
        Assert.Equal(before, mine.Names());
    }

    private static async Task SyncAsync(ScratchFolder folder, string name, int port)
    {
        var settings = folder.Write(name + ".conf", $"""
            [general]
            accounts = ours
            metadata = {folder[name + "-state"]}
            ui = quiet

            [Account ours]
            localrepository = near
            remoterepository = far

            [Repository near]
            type = Maildir
            localfolders = {folder[name]}

            [Repository far]
            type = IMAP
            remotehost = 127.0.0.1
            remoteport = {port}
            remoteuser = {OurServer.Name}
            remotepass = {OurServer.Password}
            ssl = no
            starttls = no

            """);
        (await ExternalProgram.RunAsync("offlineimap", "-c", settings, "-o", "-k", "general:maxsyncaccounts=1")).Good();
    }
}
