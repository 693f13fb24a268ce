using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Moving;

/// <summary>Mail of a real Dovecot, brought over and compared message by message, as the same client reads it from both: octets, flags, dates, UIDs, UIDVALIDITY.</summary>
public sealed class DovecotImportTests
{
    private const string User = "anna@example.org";
    private const string Reader = "import.py";
    private const string Empty = "Entw&APw-rfe ";

    [ToolFact("dovecot", "python3")]
    public Task A_Maildir_is_brought_over_as_it_lies_on_disk() => CompareAsync(
        "maildir:~/Maildir", (command, dovecot) => command.RunAsync("import", "dovecot", User, dovecot.HomeOf("anna")));

    [ToolFact("dovecot", "python3")]
    public Task Files_of_messages_are_brought_over_as_they_lie_on_disk() => CompareAsync(
        "mbox:~/mail:INBOX=~/mail/INBOX", (command, dovecot) => command.RunAsync("import", "mbox", User, Path.Combine(dovecot.HomeOf("anna"), "mail"), "--quoting", "none"), "mbox_write_locks = fcntl", "mbox_dirty_syncs = no", "mbox_very_dirty_syncs = no");

    [ToolFact("dovecot", "python3")]
    public Task What_is_Dovecots_alone_is_brought_over_by_IMAP() => CompareAsync(
        "sdbox:~/sdbox", (command, dovecot) => command.RunOnAsync(Dovecot.Password + "\n", "import", "imap", User, string.Create(CultureInfo.InvariantCulture, $"imap://anna@127.0.0.1:{dovecot.Imap}"), "--password-stdin"));

    private static async Task CompareAsync(string location, Func<OurCommand, Dovecot, Task> import, params string[] settings)
    {
        using var folder = new ScratchFolder();
        var command = new OurCommand(folder["data"]);
        await command.RunOnAsync("secret\n", "user", "add", User, "--password-stdin");
        string theirs;
        await using (var dovecot = await Dovecot.StartAsync([$"mail_location = {location}", "namespace inbox {\n  inbox = yes\n  separator = /\n}", .. settings]))
        {
            theirs = await ReadAsync(dovecot.Imap, "anna", "fill");
            await import(command, dovecot);
            // Once more brings nothing.
            await import(command, dovecot);
        }

        await using var ours = await OurStore.StartAsync(folder["data"]);
        Assert.Equal(Comparable(theirs), Comparable(await ReadAsync(ours.Imap, User)));

        // A file without messages has no room for the UIDVALIDITY, which Dovecot keeps elsewhere.
        string Comparable(string lines) => location.StartsWith("mbox:", StringComparison.Ordinal)
            ? string.Join('\n', lines.Split('\n').Select(line => line.StartsWith(Empty, StringComparison.Ordinal) ? Empty : line))
            : lines;
    }

    private static async Task<string> ReadAsync(int port, string name, params string[] more) => (await ExternalProgram.RunWithAsync(
        "python3",
        "",
        new Dictionary<string, string> { ["TZ"] = "UTC" },
        [Path.Combine(AppContext.BaseDirectory, "Moving", Reader), port.ToString(CultureInfo.InvariantCulture), name, "secret", .. more])).Good();
}
