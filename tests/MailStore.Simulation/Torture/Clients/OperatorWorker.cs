using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>An operator who backs up, exports and imports without a pause, until the server is gone.</summary>
internal sealed class OperatorWorker(TortureScene scene)
{
    private readonly Dice _dice = Dice.For(scene.Seed, "operator", (ulong)scene.Round);
    private readonly OperatorFolders _folders = scene.Operator;

    public async Task RunAsync()
    {
        while (true)
        {
            await (_dice.Below(4) switch
            {
                0 => BackUpAsync(_folders),
                1 => ExportAsync(_folders, TortureScene.Users[0], "maildir"),
                2 => ExportAsync(_folders, TortureScene.Users[1], "mbox"),
                _ => ImportMoreAsync(),
            });
        }
    }

    public static async Task BackUpAsync(OperatorFolders folders)
    {
        folders.IsBackupBroken = true;
        await OperatorWire.DoAsync(folders.Data, "backup", folders.Backup);
        (folders.IsBackupBroken, folders.HasBackup) = (false, true);
    }

    public static async Task ExportAsync(OperatorFolders folders, string user, string format)
    {
        Directory.CreateDirectory(folders.ExportOf(user, format));
        await OperatorWire.DoAsync(folders.Data, "export", format, user, folders.ExportOf(user, format));
    }

    public static Task ImportAsync(OperatorFolders folders) => OperatorWire.DoAsync(folders.Data, "import", "maildir", TortureScene.ImportUser, folders.ImportFrom);

    private Task ImportMoreAsync()
    {
        _folders.AddMail();
        return ImportAsync(_folders);
    }
}
