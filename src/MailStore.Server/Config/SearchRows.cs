using System.Globalization;
using MailStore.Engine.Search.Catalog;
using MailStore.Mime.Extraction;
using MailStore.Mime.Office;

namespace MailStore.Server.Config;

/// <summary>The search index.</summary>
internal static class SearchRows
{
    private const string Section = "Search";
    private const int Megabyte = 1024 * 1024;

    // A new extractor is a line here.
    private static readonly IReadOnlyList<ITextExtractor> s_extractors = [new OfficeText()];

    private static readonly ExtractionLimits s_limits = new();

    public static Setting Index { get; } = new("search-index", Section, ValueForm.Switch, "Searches for text ask an index, which is made in the background. Without it each one reads all messages; an index that is there stays, and is brought up to date when it is on again.") { Default = [ValueForm.On] };

    public static Setting Megabytes { get; } = new("search-megabytes", Section, ValueForm.Number(1, 4096), "Memory that is filled while a piece of the index is made, for each volume.") { Default = [(new SearchOptions().BuildBytes / Megabyte).ToString(CultureInfo.InvariantCulture)] };

    public static Setting BusyPercent { get; } = new("search-busy-percent", Section, ValueForm.Number(1, 100), "Of one processor, what indexing takes while mail is being written; otherwise it may take all of one.") { Default = [new SearchOptions().BusyPercent.ToString(CultureInfo.InvariantCulture)] };

    public static Setting Attachments { get; } = new("search-attachments", Section, ValueForm.OneOf([.. s_extractors.Select(extractor => extractor.Name)]), "A kind of attachments whose text is found by searches for text. Their names and attached text are found anyhow. office: docx, xlsx, pptx, odt, ods and odp. An index that was made without it, or with it, is made again when it is asked.") { IsList = true };

    public static Setting AttachmentMegabytes { get; } = new("search-attachment-megabytes", Section, ValueForm.Number(1, 1024), "Of a larger attachment only the name is found.") { Default = [(s_limits.OctetsMax / Megabyte).ToString(CultureInfo.InvariantCulture)] };

    public static Setting AttachmentSeconds { get; } = new("search-attachment-seconds", Section, ValueForm.Number(1, 600), "How long reading the text of one attachment may take. It is tried three times. Who goes on after twice as long keeps a thread, and who keeps four is not asked again until the next start.") { Default = [((int)s_limits.Time.TotalSeconds).ToString(CultureInfo.InvariantCulture)] };

    public static IReadOnlyList<Setting> All { get; } = [Index, Megabytes, BusyPercent, Attachments, AttachmentMegabytes, AttachmentSeconds];

    public static SearchOptions OptionsOf(SettingValues values) => new()
    {
        BuildBytes = values.Number(Megabytes) * Megabyte,
        BusyPercent = (int)values.Number(BusyPercent),
    };

    public static IReadOnlyList<ITextExtractor> ExtractorsOf(SettingValues values) =>
        [.. s_extractors.Where(extractor => values.Texts(Attachments).Contains(extractor.Name, StringComparer.Ordinal))];

    public static ExtractionLimits LimitsOf(SettingValues values) => new()
    {
        OctetsMax = (int)values.Number(AttachmentMegabytes) * Megabyte,
        Time = TimeSpan.FromSeconds(values.Number(AttachmentSeconds)),
        Grace = TimeSpan.FromSeconds(values.Number(AttachmentSeconds)),
    };
}
