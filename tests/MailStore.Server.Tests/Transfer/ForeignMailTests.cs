using System.Diagnostics;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer;
using MailStore.Server.Transfer.Maildir;
using MailStore.Server.Transfer.Mbox;
using MailStore.Server.Transfer.Reading;
using MailStore.Testing.Memory;

namespace MailStore.Server.Tests.Transfer;

/// <summary>Mail that others wrote: comes as a whole and once, whatever is in it and whatever happens between two runs.</summary>
public sealed class ForeignMailTests : IDisposable
{
    private const string From = "From a@example.org Sat Nov 21 20:47:00 2026\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mailstore-").FullName;
    private readonly MemoryMailStore _store = new(TimeProvider.System);

    [Fact]
    public async Task A_maildir_without_a_list_of_uids_comes_over()
    {
        var anna = await AccountAsync();
        Deliver("cur/1700000001.M1.host:2,S");
        Deliver("new/1700000002.M1.host");
        Assert.Equal(2, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);
        Assert.Equal(0, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);
    }

    [Fact]
    public async Task Folders_in_utf8_keep_their_names_and_links_are_not_followed()
    {
        var anna = await AccountAsync();
        Deliver("cur/1700000001.M1.host:2,S");
        Directory.CreateDirectory(Path.Combine(_folder, ".Gel\u00F6scht", "cur"));
        Deliver(".Gel\u00F6scht/cur/1700000002.M2.host:2,S");
        Directory.CreateDirectory(Path.Combine(_folder, "Sub"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "Sub", "up"), _folder);
        File.CreateSymbolicLink(Path.Combine(_folder, "cur", "1700000003.M3.host:2,S"), Path.Combine(_folder, "nowhere"));
        File.CreateSymbolicLink(Path.Combine(_folder, "cur", "1700000004.M4.host:2,S"), Path.Combine(_folder, "cur", "1700000001.M1.host:2,S"));
        Assert.Equal(2, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);
        Assert.NotNull(await anna.OpenAsync(MailboxName.Create("Gel\u00F6scht")));
    }

    [Fact]
    public async Task Names_that_are_not_utf8_are_left_out_with_a_word_and_the_rest_comes()
    {
        var anna = await AccountAsync();
        Deliver("cur/1700000001.M1.host:2,S");
        Deliver(".Sent/cur/1700000002.M1.host:2,S");
        await ShellAsync("printf x > $'cur/17000.\\xe9.host:2,S' && mkdir -p $'.Lat\\xe9/cur' && printf x > $'.Lat\\xe9/cur/1:2,'");
        var report = await ImportAsync(anna, new MaildirSource(_folder));
        Assert.Equal((2, 2), (report.Messages, report.Notes.Length));
        Assert.All(report.Notes, note => Assert.Contains("not UTF-8", note, StringComparison.Ordinal));

        report = await ImportAsync(anna, new MboxSource(_folder, MailboxName.Inbox, MboxQuoting.Mboxrd));
        Assert.Equal(2, report.Notes.Length);

        // Nor does .NET delete what it cannot name.
        await ShellAsync("rm -r cur .Lat*");
    }

    [Fact]
    public async Task A_file_that_gets_a_uid_between_two_runs_comes_once_and_hides_nothing()
    {
        var anna = await AccountAsync();
        Deliver("cur/1700000001.M1.host:2,S");
        Deliver("new/1700000002.M1.host");
        List("3 V1700000000 N2", "1 :1700000001.M1.host");
        Assert.Equal(2, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);

        Deliver("new/1700000003.M1.host");
        Deliver("new/1700000004.M1.host");
        List("3 V1700000000 N4", "1 :1700000001.M1.host", "2 :1700000002.M1.host", "3 :1700000003.M1.host");
        Assert.Equal(2, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);
        Assert.Equal(0, (await ImportAsync(anna, new MaildirSource(_folder))).Messages);
    }

    [Fact]
    public async Task What_is_deleted_after_an_import_does_not_bring_the_rest_again()
    {
        var anna = await AccountAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "INBOX.mbox"), string.Concat(Enumerable.Range(1, 3).Select(number => $"{From}Subject: {number}\n\nbody\n\n")));
        Assert.Equal(3, (await ImportAsync(anna, Mbox())).Messages);

        var inbox = (await anna.OpenAsync(MailboxName.Inbox))!;
        await inbox.ChangeFlags(UidSet.OfRanges(new UidRange(2, 2)), FlagMode.Add, new(SystemFlags.Deleted));
        await inbox.Expunge(UidSet.All);
        Assert.Equal(0, (await ImportAsync(anna, Mbox())).Messages);
        Assert.Equal(2, anna.Quota.Messages);
    }

    [Theory]
    [InlineData("X-IMAP: 1 2")]
    [InlineData("X-MailStore: 5 lf 0")]
    public async Task No_field_of_a_sender_drops_or_cuts_a_message(string field)
    {
        var anna = await AccountAsync();
        var message = $"Received: by host\n{field}\nSubject: 2\n\nbody\n";
        await File.WriteAllTextAsync(Path.Combine(_folder, "INBOX.mbox"), $"{From}Subject: 1\n\nbody\n\n{From}{message}\n{From}Subject: 3\n\nbody\n\n");
        Assert.Equal(3, (await ImportAsync(anna, Mbox())).Messages);

        using var view = await (await anna.OpenAsync(MailboxName.Inbox))!.OpenViewAsync(isReadOnly: true);
        Assert.True(view.TryRead(view.UidAt(2), out var entry));
        Assert.Equal(Encoding.UTF8.GetByteCount(message.ReplaceLineEndings("\r\n")), entry.Size);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ShellAsync(string line)
    {
        using var shell = Process.Start("bash", ["-c", $"cd \"$0\" && {line}", _folder]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }

    [Theory]
    [InlineData("maildir")]
    [InlineData("mbox")]
    public async Task What_is_deleted_between_a_kill_and_the_rerun_does_not_come_again_and_nothing_is_skipped(string format)
    {
        const int Batch = 256;
        var anna = await AccountAsync();
        for (var number = 0; format == "maildir" && number < Batch + 44; number++)
        {
            Deliver($"cur/17000{number:D5}.M1.host:2,S");
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "box"), string.Concat(Enumerable.Range(0, Batch + 44).Select(number => $"{From}Subject: {number}\n\nx\n")));
        IImportSource source = format == "maildir" ? new MaildirSource(_folder) : new MboxSource(Path.Combine(_folder, "box"), MailboxName.Inbox, MboxQuoting.Mboxrd);

        // Between an append and whatever would be noted of it: progress is told then.
        await Assert.ThrowsAsync<OperationCanceledException>(() => new Importer(anna, source, new(), TimeProvider.System).RunAsync((done, _) => _ = done > 0 ? throw new OperationCanceledException() : 0, default));
        var inbox = (await anna.OpenAsync(MailboxName.Inbox))!;
        var first = (int)inbox.Status.Messages;
        Assert.InRange(first, Batch, Batch + 44);
        var all = UidSet.OfRanges(new UidRange(1u, uint.MaxValue));
        await inbox.ChangeFlags(all, FlagMode.Add, new(SystemFlags.Deleted));
        await inbox.Expunge(all);
        Assert.Equal(Batch + 44 - first, (await ImportAsync(anna, source)).Messages);
        Assert.Equal(Batch + 44 - first, (int)inbox.Status.Messages);
    }

    [Fact]
    public async Task An_mbox_that_was_written_anew_is_refused_and_not_read_from_the_middle()
    {
        var anna = await AccountAsync();
        var path = Path.Combine(_folder, "box");
        await File.WriteAllTextAsync(path, $"{From}Subject: 1\n\nx\n{From}Subject: 2\n\ny\n");
        Assert.Equal(2, (await ImportAsync(anna, Box())).Messages);
        await File.AppendAllTextAsync(path, $"{From}Subject: 3\n\nz\n");
        Assert.Equal(1, (await ImportAsync(anna, Box())).Messages);

        // The first was taken out by a mail program, and another came.
        await File.WriteAllTextAsync(path, $"{From}Subject: 2\n\ny\n{From}Subject: 3\n\nz\n{From}Subject: 4\n\nw\n");
        Assert.Contains("written anew", (await Assert.ThrowsAsync<ImportFaultException>(() => ImportAsync(anna, Box()))).Message, StringComparison.Ordinal);

        MboxSource Box() => new(path, MailboxName.Inbox, MboxQuoting.Mboxrd);
    }

    private MboxSource Mbox() => new(_folder, MailboxName.Inbox, MboxQuoting.Mboxrd);

    private void Deliver(string path)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"Subject: {path}\n\nbody\n");
    }

    private void List(params string[] lines) => File.WriteAllLines(Path.Combine(_folder, UidList.FileName), lines);

    private static async Task<ImportReport> ImportAsync(IAccount account, IImportSource source) =>
        await new Importer(account, source, new(), TimeProvider.System).RunAsync((_, _) => { }, default);

    private async Task<IAccount> AccountAsync()
    {
        var name = AccountName.Create("anna@example.org");
        await _store.CreateAccount(name);
        return (await _store.OpenAccountAsync(name))!;
    }
}
