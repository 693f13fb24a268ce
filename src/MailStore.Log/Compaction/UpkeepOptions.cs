namespace MailStore.Log.Compaction;

/// <summary>What is done in the background, how often and how fast.</summary>
public sealed record UpkeepOptions
{
    /// <summary>Whether a volume with a writer of its own does it by itself.</summary>
    public bool RunsByItself { get; init; } = true;

    /// <summary>Between two looks at what is due.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Reading and writing together: mail comes first.</summary>
    public long OctetsPerSecond { get; init; } = 40L * 1024 * 1024;

    public TimeSpan ExportEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Journal since the last export that makes the next one due, whatever the time.</summary>
    public long ExportBytes { get; init; } = 32L * 1024 * 1024 * 1024;

    /// <summary>Each sealed segment is read whole within this time.</summary>
    public TimeSpan ScrubEvery { get; init; } = TimeSpan.FromDays(7);
}
