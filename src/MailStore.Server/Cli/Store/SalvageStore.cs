using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Backup;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store salvage</c>.</summary>
internal static class SalvageStore
{
    private const int LossesShown = 100;

    public static async Task<ExitCode> RunAsync(StoreRun run, string target)
    {
        using var sources = VolumeFolders.Open(run.Data);
        using var targets = VolumeFolders.Create(target, sources.All.Count);
        var reports = new List<SalvageReport>();
        for (var volume = 0; volume < sources.All.Count; volume++)
        {
            var (from, to) = (sources.All[volume], targets.All[volume]);
            reports.Add(run.Long($"salvage v{volume:00}", progress => MailEngine.Salvage(from, to, new EngineOptions(), progress)));
        }

        // That it opens is part of the answer.
        await using (targets.OpenEngine())
        {
            Report(run, targets.Path, reports);
        }

        return reports.All(report => report.LossCount == 0) ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Report(StoreRun run, string path, List<SalvageReport> reports)
    {
        var lines = new List<string>();
        foreach (var (volume, report) in reports.Index())
        {
            lines.Add($"v{volume:00}: {report.Frames} frames in {report.Segments} segments, {Quantity.Bytes(report.Octets)} read; {report.Changes} changes done again, {(report.Export is { } export ? $"beginning with the export {export}" : "from frames alone")}");
            lines.AddRange(report.Losses.Take(LossesShown).Select(loss => $"v{volume:00}/{loss}"));
            if (report.LossCount > LossesShown)
            {
                lines.Add($"v{volume:00}: ... and {report.LossCount - LossesShown} more; --json lists the first {report.Losses.Count}");
            }
        }

        var lost = reports.Sum(report => report.LossCount);
        lines.Add(lost == 0 ? $"Nothing is lost. {path} is a whole store." : $"{lost} losses. {path} holds the rest, and opens; 'mailstore store verify' names messages whose text is gone.");
        run.Write(
            new
            {
                Path = path,
                Volumes = reports.Select(report => new { report.Segments, report.Frames, report.Octets, report.Changes, report.Export, report.LossCount, Losses = report.Losses.Select(loss => loss.ToString()) }),
            },
            lines);
    }
}
