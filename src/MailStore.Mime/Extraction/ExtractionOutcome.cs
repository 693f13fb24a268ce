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

    /// <summary>Its time was up, or there was no memory for it: it is tried again.</summary>
    Late,

    /// <summary>It was late as often as it may be, now or before: until the next start it is one without text.</summary>
    Abandoned,

    /// <summary>The extractor did not end when it was told to, and keeps its thread: the attachment counts as one without text.</summary>
    GivenUp,

    /// <summary>The extractor kept as many threads as it may: until the next start nobody knows what it would have read.</summary>
    Off,

    /// <summary>There was no thread for it: nobody knows what it would have read.</summary>
    NoThread,
}
