using System.Text;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;
using MailStore.Simulation.Torture.Clients;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Servers;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>
/// While nobody works: what was broken off by a kill is begun again and ends, and what comes of it is what the clients see. A backup that was broken off
/// leaves the one before it in force.
/// </summary>
internal sealed class OperatorAudit(OperatorFolders folders)
{
    public int BrokenBackups { get; private set; }

    public int Done { get; private set; }

    /// <summary>Before the server starts.</summary>
    public async Task CheckBrokenBackupAsync()
    {
        if (folders.IsBackupBroken && folders.HasBackup)
        {
            await CompareAsync([]);
            BrokenBackups++;
        }
    }

    public async Task RunAsync(System.Net.IPEndPoint imap, IReadOnlyList<BoxPicture> pictures)
    {
        await OperatorWorker.BackUpAsync(folders);
        await CompareAsync(pictures);
        await OperatorWorker.ExportAsync(folders, TortureScene.Users[0], "maildir");
        await OperatorWorker.ExportAsync(folders, TortureScene.Users[1], "mbox");
        CompareMaildir(pictures);
        CompareMbox(pictures);
        folders.AddMail();
        await OperatorWorker.ImportAsync(folders);
        await CompareImportAsync(imap);
        Done++;
    }

    private async Task CompareAsync(IReadOnlyList<BoxPicture> pictures)
    {
        await using var error = new StringWriter();
        var code = await CommandRoot.RunAsync(["store", "restore", folders.Backup, "--data", folders.Restored], new Terminal(Stream.Null, TextWriter.Null, error, IsInteractive: false));
        Fault.Unless(code == ExitCode.Done, $"the backup cannot be restored: {error}");
        using (var storage = FileStorage.Open(Path.Combine(folders.Restored, "v00")))
        {
            await using var engine = MailEngine.Open(_ => storage, new EngineOptions { Volume = RestlessServer.Volumes with { Upkeep = new() { RunsByItself = false } } });
            await foreach (var verified in engine.VerifyAsync(withBodies: true))
            {
                Fault.Unless(verified.Faults.Count == 0, $"a restored mailbox is wrong: {string.Join(' ', verified.Faults)}");
            }

            foreach (var picture in pictures)
            {
                await RestoredMailbox.CompareAsync(engine, picture);
            }
        }

        Directory.Delete(folders.Restored, recursive: true);
    }

    private void CompareMaildir(IReadOnlyList<BoxPicture> pictures)
    {
        var tokens = Directory.EnumerateFiles(folders.ExportOf(TortureScene.Users[0], "maildir"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "cur")
            .Select(path => TortureMessage.TokenOf(File.ReadAllText(path, Encoding.Latin1))).ToHashSet();
        var lost = TokensOf(pictures, TortureScene.Users[0]).Where(token => !tokens.Contains(token)).ToList();
        Fault.Unless(lost.Count == 0, $"{lost.Count} messages are missing in the Maildir, {string.Join(", ", lost.Take(3))}");
    }

    private void CompareMbox(IReadOnlyList<BoxPicture> pictures)
    {
        var text = string.Concat(Directory.EnumerateFiles(folders.ExportOf(TortureScene.Users[1], "mbox"), "*", SearchOption.AllDirectories).Select(path => File.ReadAllText(path, Encoding.Latin1)));
        var lost = TokensOf(pictures, TortureScene.Users[1]).Where(token => !text.Contains($"\nSubject: {token}", StringComparison.Ordinal)).ToList();
        Fault.Unless(lost.Count == 0, $"{lost.Count} messages are missing in the mbox, {string.Join(", ", lost.Take(3))}");
    }

    private async Task CompareImportAsync(System.Net.IPEndPoint imap)
    {
        using var wire = await ImapWire.LogInAsync(imap, TortureScene.ImportUser, TortureScene.Password);
        var found = new List<string>();
        await wire.DemandAsync("EXAMINE INBOX");
        await wire.DemandAsync("FETCH 1:* (BODY.PEEK[])", line =>
        {
            if (line.IndexOf("}\r\n", StringComparison.Ordinal) is > 0 and var at)
            {
                found.Add(TortureMessage.TokenOf(line[(at + 3)..line.LastIndexOf(')')]));
            }
        });
        Fault.Unless(found.Count == found.Distinct().Count(), "an imported message came twice");
        Fault.Unless(found.Order().SequenceEqual(folders.Mail.Order()), $"{found.Count} of {folders.Mail.Count} messages were imported");
    }

    private static IEnumerable<string> TokensOf(IReadOnlyList<BoxPicture> pictures, string user) => pictures.Where(picture => picture.User == user).SelectMany(picture => picture.Messages.Values).Select(message => message.Token);
}
