using System.Globalization;
using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store stats</c>.</summary>
internal static class Stats
{
    public static async Task<ExitCode> RunAsync(StoreRun run)
    {
        using var folders = VolumeFolders.Open(run.Data);
        await using var store = folders.OpenEngine();
        var volumes = store.Volumes.Select(volume => new VolumeOperations(volume, TimeProvider.System).Figures()).ToList();
        var (accounts, mailboxes, messages) = (0, 0, 0L);
        await foreach (var name in store.ListAccountsAsync(run.Cancel))
        {
            if (await store.OpenAccountAsync(name, run.Cancel) is { } account)
            {
                accounts++;
                mailboxes += account.Tree.Length;
                messages += account.Quota.Messages;
            }
        }

        var lines = new List<string> { $"{folders.Path}: {accounts} accounts, {mailboxes} mailboxes, {messages} messages" };
        foreach (var (number, volume) in volumes.Index())
        {
            lines.Add($"v{number:00}: {Quantity.Bytes(volume.FileBytes)} in files; {volume.JournalSegments} journal and {volume.ColdSegments} cold segments with {Quantity.Bytes(volume.SegmentBytes)}, of which {Quantity.Bytes(volume.LiveBytes)} live ({Quantity.Part(volume.LiveBytes, volume.SegmentBytes)})");
            lines.Add($"     {volume.Exports} exports; {Proven(volume.OldestProof)}");
        }

        run.Write(new { folders.Path, Accounts = accounts, Mailboxes = mailboxes, Messages = messages, Volumes = volumes }, lines);
        return ExitCode.Done;
    }

    private static string Proven(DateTimeOffset? oldest) => oldest switch
    {
        null => "no sealed segment yet",
        { Ticks: 0 } => "not every sealed segment was scrubbed yet",
        { } date => $"every sealed segment was scrubbed since {date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
    };
}
