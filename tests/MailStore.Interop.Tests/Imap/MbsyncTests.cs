using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Imap;

/// <summary>mbsync keeps a maildir and an account the same, pipelines whatever it can, and stops for good where a UIDVALIDITY changes.</summary>
public sealed class MbsyncTests
{
    private const int MessageCount = 2000;

    [ToolFact("mbsync", "npm")]
    public async Task Two_thousand_messages_go_up_and_flags_and_deletions_go_both_ways()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        await using var server = await OurServer.StartAsync(["imap"]);
        using var folder = new ScratchFolder();
        var mine = new Maildir(folder["mine"], "INBOX");
        foreach (var message in RealMail.Read().Take(MessageCount))
        {
            mine.Add(message.Name, message.Octets, "S");
        }

        var mineSettings = Settings(folder, "mine", server.Ports["imap"]);
        await SyncAsync(mineSettings);

        // A second copy sees what the first one sent.
        Directory.CreateDirectory(folder["theirs"]);
        var theirs = new Maildir(folder["theirs"], "INBOX");
        var theirSettings = Settings(folder, "theirs", server.Ports["imap"]);
        await SyncAsync(theirSettings);
        Assert.Equal(mine.Contents(), theirs.Contents());
        Assert.Equal(MessageCount, mine.Count);

        // Nothing is left to do.
        IReadOnlyList<string> before = [.. mine.Names(), .. theirs.Names()];
        await SyncAsync(mineSettings);
        await SyncAsync(theirSettings);
        Assert.Equal(before, [.. mine.Names(), .. theirs.Names()]);

        // A flag from here and a deletion from there reach the other side.
        mine.SetFlags(index: 0, "FS");
        theirs.Delete(index: 1);
        await SyncAsync(theirSettings);
        await SyncAsync(mineSettings);
        await SyncAsync(theirSettings);
        Assert.Equal(MessageCount - 1, mine.Count);
        Assert.Equal(mine.Contents(), theirs.Contents());
        Assert.Single(theirs.Names(), name => name.EndsWith(":2,FS", StringComparison.Ordinal));
    }

    private static async Task SyncAsync(string settings)
    {
        var ended = await ExternalProgram.RunAsync("mbsync", "--config", settings, "--all", "--quiet");
        ended.Good();
        Assert.Equal("", ended.Error);
    }

    private static string Settings(ScratchFolder folder, string name, int port) => folder.Write(name + ".rc", $"""
        IMAPAccount ours
        Host 127.0.0.1
        Port {port}
        User {OurServer.Name}
        Pass {OurServer.Password}
        SSLType None
        AuthMechs PLAIN

        IMAPStore far
        Account ours

        MaildirStore near
        Path {folder[name]}/
        Inbox {folder[name]}/INBOX
        SubFolders Verbatim

        Channel all
        Far :far:
        Near :near:
        Patterns *
        Create Both
        Expunge Both
        SyncState *

        """);
}
