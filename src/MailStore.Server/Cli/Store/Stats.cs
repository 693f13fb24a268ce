using System.Globalization;
using MailStore.Engine.Search.Catalog;
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
        var searches = folders.All.Select((_, volume) => SearchOf(folders, volume)).ToList();
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
            lines.Add($"     {Indexed(searches[number])}");
        }

        run.Write(new { folders.Path, Accounts = accounts, Mailboxes = mailboxes, Messages = messages, Volumes = volumes, Searches = searches }, lines);
        return ExitCode.Done;
    }

    private static SearchFigures? SearchOf(VolumeFolders folders, int volume)
    {
        using var storage = folders.OpenSearch(volume);
        return storage is null ? null : SearchInspection.Figures(storage);
    }

    private static string Indexed(SearchFigures? search) => search switch
    {
        null => "no index for searches",
        { Faults.Count: > 0 } => $"{search.Segments} search segments, and {search.Faults.Count} that are not whole and will be made again",
        _ => $"{search.Segments} search segments of {search.Mailboxes} mailboxes with {search.Messages} messages: {Quantity.Bytes(search.Bytes)} for {Quantity.Bytes(search.TextBytes)} of text ({Quantity.Part(search.Bytes, search.TextBytes)})",
    };

    private static string Proven(DateTimeOffset? oldest) => oldest switch
    {
        null => "no sealed segment yet",
        { Ticks: 0 } => "not every sealed segment was scrubbed yet",
        { } date => $"every sealed segment was scrubbed since {date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
    };
}
