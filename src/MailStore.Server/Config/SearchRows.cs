using System.Globalization;
using MailStore.Engine.Search.Catalog;

namespace MailStore.Server.Config;

/// <summary>The search index.</summary>
internal static class SearchRows
{
    private const string Section = "Search";
    private const long Megabyte = 1024 * 1024;

    public static Setting Index { get; } = new("search-index", Section, ValueForm.Switch, "Searches for text ask an index, which is made in the background. Without it each one reads all messages; an index that is there stays, and is brought up to date when it is on again.") { Default = [ValueForm.On] };

    public static Setting Megabytes { get; } = new("search-megabytes", Section, ValueForm.Number(1, 4096), "Memory that is filled while a piece of the index is made, for each volume.") { Default = [(new SearchOptions().BuildBytes / Megabyte).ToString(CultureInfo.InvariantCulture)] };

    public static Setting BusyPercent { get; } = new("search-busy-percent", Section, ValueForm.Number(1, 100), "Of one processor, what indexing takes while mail is being written; otherwise it may take all of one.") { Default = [new SearchOptions().BusyPercent.ToString(CultureInfo.InvariantCulture)] };

    public static IReadOnlyList<Setting> All { get; } = [Index, Megabytes, BusyPercent];

    public static SearchOptions OptionsOf(SettingValues values) => new()
    {
        BuildBytes = values.Number(Megabytes) * Megabyte,
        BusyPercent = (int)values.Number(BusyPercent),
    };
}
