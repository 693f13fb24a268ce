using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store restore</c>.</summary>
internal static class RestoreStore
{
    public static async Task<ExitCode> RunAsync(StoreRun run, string backup)
    {
        using var sources = VolumeFolders.Open(backup);
        using var targets = VolumeFolders.Create(run.Data, sources.All.Count);
        for (var volume = 0; volume < sources.All.Count; volume++)
        {
            var (from, to) = (sources.All[volume], targets.All[volume]);
            run.Long($"restore v{volume:00}", progress =>
            {
                VolumeOperations.Restore(from, to, progress);
                return volume;
            });
        }

        var accounts = 0;
        await using (var store = targets.OpenEngine())
        {
            await foreach (var _ in store.ListAccountsAsync(run.Cancel))
            {
                accounts++;
            }
        }

        run.Write(new { targets.Path, Volumes = sources.All.Count, Accounts = accounts }, $"{targets.Path} is restored and opens: {accounts} accounts.");
        return ExitCode.Done;
    }
}
