using System.CommandLine;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Users;
using MailStore.Server.Cli.Work;
using MailStore.Server.Transfer;
using MailStore.Server.Transfer.Imap;
using MailStore.Server.Transfer.Maildir;
using MailStore.Server.Transfer.Mbox;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Cli.Transfer;

/// <summary><c>mailstore import</c>: mail of a user from elsewhere.</summary>
internal static class ImportCommand
{
    private const string Again = "It may be stopped at any time and run again: it goes on, and nothing comes twice.";

    public static Command Build(WorkCommand make)
    {
        var user = new UserArguments().Name;
        var newUids = new Option<bool>("--new-uids") { Description = "Messages get new UIDs, also where the source has some." };
        var below = new Option<string>("--below") { Description = "A mailbox that all others come below.", DefaultValueFactory = _ => "" };
        var folder = new Argument<string>("folder") { Description = "With cur and new in it." };
        var path = new Argument<string>("path") { Description = "A file, or a folder of files." };
        var mailbox = new Option<string>("--mailbox") { Description = "What a single file becomes.", DefaultValueFactory = _ => "INBOX" };
        var quoting = new Option<MboxQuoting>("--quoting") { Description = "What was done to lines that begin with 'From ': mboxrd, or none to leave them alone.", DefaultValueFactory = _ => MboxQuoting.Mboxrd };
        var place = new Argument<string>("server") { Description = "imaps://NAME@HOST[:PORT], or imap:// with STARTTLS." };
        var password = new Option<bool>("--password-stdin") { Description = "The password over there is a line of the input.", Required = true };
        var insecure = new Option<bool>("--insecure") { Description = "Takes any certificate." };

        return new Command("import", $"Brings a user's mail over, with flags, dates, and UIDs where there are some. {Again}")
        {
            Make("maildir", "From a Maildir with its folders, as Dovecot, Courier and others write it.", (work, parsed) =>
                Task.FromResult<IImportSource>(new MaildirSource(Folder(work.PathOf(parsed.GetRequiredValue(folder))))), folder),
            Make("dovecot", "From where Dovecot keeps a user's mail: a Maildir or files of messages. Of its other formats, use 'import imap'.", (work, parsed) =>
                Task.FromResult(DovecotPlace.Open(work.PathOf(parsed.GetRequiredValue(folder)))), folder),
            Make("mbox", "From a file of messages, or a folder of such files.", (work, parsed) =>
                Task.FromResult<IImportSource>(new MboxSource(Existing(work.PathOf(parsed.GetRequiredValue(path))), Mailbox(parsed.GetRequiredValue(mailbox)), parsed.GetValue(quoting))), path, mailbox, quoting),
            Make("imap", "From any IMAP server.", (work, parsed) => ConnectAsync(work, parsed.GetRequiredValue(place), parsed.GetValue(insecure)), place, password, insecure),
        };

        Command Make(string name, string about, Func<StoreWork, ParseResult, Task<IImportSource>> open, params Symbol[] more) => make.Make(
            name,
            $"{about} {Again}",
            async (work, parsed) =>
            {
                var options = new ImportOptions { GivesNewUids = parsed.GetValue(newUids), Below = parsed.GetRequiredValue(below) };
                return await RunAsync(work, parsed.GetValue(user), () => open(work, parsed), options);
            },
            mayCreate: false,
            [user, .. more, newUids, below]);
    }

    public static async Task<ExitCode> RunAsync(StoreWork work, AccountName user, Func<Task<IImportSource>> open, ImportOptions options)
    {
        if (await work.Store.OpenAccountAsync(user, work.Cancel) is not { } account)
        {
            return work.Refuse($"There is no user {user}: 'mailstore user add {user}' makes one.");
        }

        await using var source = await open();
        var importer = new Importer(account, source, options, TimeProvider.System);

        // Also behind one whose command was stopped, and that has not ended yet.
        var turn = work.Folder.ImportTurn(user);
        await turn.WaitAsync(work.Cancel);
        ImportReport report;
        try
        {
            report = await CountedWork.RunAsync(work.Run.Terminal, "import", progress => importer.RunAsync(progress, work.Cancel));
        }
        finally
        {
            turn.Release();
        }

        foreach (var note in report.Notes)
        {
            work.Run.Terminal.Error.WriteLine($"mailstore: {note}");
        }

        return work.Done(
            null,
            new { User = user.Text, report.Mailboxes, report.Messages, report.Bytes, report.Known, report.Notes },
            $"{report.Messages} messages, {Quantity.Bytes(report.Bytes)}, came into {report.Mailboxes} mailboxes of {user}{(report.Known > 0 ? $"; {report.Known} were there from an earlier run" : "")}.");
    }

    private static string Folder(string path) => Directory.Exists(path) ? path : throw new ImportFaultException($"{path} is no folder.");

    private static string Existing(string path) => File.Exists(path) || Directory.Exists(path) ? path : throw new ImportFaultException($"There is no {path}.");

    private static MailboxName Mailbox(string text) => MailboxName.TryCreate(text, out var name) ? name : throw new ImportFaultException($"'{text}' is no name of a mailbox.");

    private static async Task<IImportSource> ConnectAsync(StoreWork work, string text, bool isInsecure)
    {
        if (!ImapPlace.TryParse(text, out var place))
        {
            throw new ImportFaultException($"'{text}' is no IMAP server, as in imaps://anna@imap.example.org.");
        }

        var password = work.ReadPassword(fromInput: true)!;
        return new ImapSource(place, await ImapClient.LogInAsync(place with { TrustsAny = isInsecure }, password, work.Cancel));
    }
}
