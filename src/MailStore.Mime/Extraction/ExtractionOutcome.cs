namespace MailStore.Mime.Extraction;

/// <summary>How the reading of an attachment ended.</summary>
public enum ExtractionOutcome
{
    /// <summary>All of its text is there.</summary>
    Done,

    /// <summary>There was more text than is allowed.</summary>
    Cut,

    /// <summary>It has more octets than are allowed, and was not read.</summary>
    TooLarge,

    /// <summary>The extractor threw: what it had read before counts.</summary>
    Faulted,

    /// <summary>Its time was up, or there was no memory for it. No text of it counts, and whoever searches looks again.</summary>
    Late,

    /// <summary>The extractor did not end when it was told to: nobody asks it until the next start.</summary>
    GivenUp,

    /// <summary>It was given up before.</summary>
    Off,
}
