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

    /// <summary>Attachments that are read at a time: what bounds the memory for all sessions.</summary>
    public int AtOnce { get; init; } = 2;
}
