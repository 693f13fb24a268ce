namespace MailStore.Mime.Extraction;

/// <summary>What reading the text of one attachment may cost.</summary>
public sealed record ExtractionLimits
{
    /// <summary>Octets of a decoded attachment. Larger ones are not read: most formats have their directory at the end.</summary>
    public int OctetsMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Characters of text: some 200 pages. What comes behind is not found.</summary>
    public int CharactersMax { get; init; } = 512 * 1024;

    /// <summary>After it an extractor is told to end ...</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>... and when it has not after so long, it is given up.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So often an attachment may be late, one time after the other, before it counts as one without text.</summary>
    public int TriesMax { get; init; } = 3;

    /// <summary>Threads that one extractor may keep for itself, each with an attachment. With so many it is not asked any more.</summary>
    public int LostMax { get; init; } = 4;

    /// <summary>
    /// Attachments that are in memory at a time, for all sessions: whoever wants to have one read waits before he has any octet of it. Besides
    /// these only those are there that lost threads have.
    /// </summary>
    public int AtOnce { get; init; } = 2;
}
