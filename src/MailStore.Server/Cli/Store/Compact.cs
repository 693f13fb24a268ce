using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store compact</c>.</summary>
internal static class Compact
{
    public static async Task<ExitCode> RunAsync(StoreRun run)
    {
        using var folders = VolumeFolders.Open(run.Data);
        var reports = new List<CompactionReport>();
        await using (var store = folders.OpenEngine())
        {
            foreach (var (number, volume) in store.Volumes.Index())
            {
                reports.Add(run.Long($"compact v{number:00}", progress => new VolumeOperations(volume, TimeProvider.System).Compact(progress, run.Cancel)));
            }
        }

        run.Write(
            new { folders.Path, Volumes = reports },
            reports.Index().Select(report =>
                $"v{report.Index:00}: {Quantity.Bytes(report.Item.BytesBefore)} before, {Quantity.Bytes(report.Item.BytesAfter)} after; {report.Item.RemovedSegments} segments went, {report.Item.MovedBodies} bodies moved"));
        return ExitCode.Done;
    }
}
