using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store backup</c>.</summary>
internal static class BackupStore
{
    public static async Task<ExitCode> RunAsync(StoreRun run, string target)
    {
        using var folders = VolumeFolders.Open(run.Data);
        using var targets = VolumeFolders.OpenOrCreate(target, folders.All.Count);
        var reports = new List<BackupReport>();
        await using (var store = folders.OpenEngine())
        {
            foreach (var (number, volume) in store.Volumes.Index())
            {
                var to = targets.All[number];
                reports.Add(run.Long($"backup v{number:00}", progress => new VolumeOperations(volume, TimeProvider.System).Backup(to, progress, run.Cancel)));
            }
        }

        run.Write(
            new { targets.Path, Volumes = reports },
            reports.Index().Select(report =>
                $"v{report.Index:00}: {report.Item.Files} files, {Quantity.Bytes(report.Item.Bytes)}; of them new {report.Item.NewFiles}, {Quantity.Bytes(report.Item.NewBytes)}"));
        return ExitCode.Done;
    }
}
