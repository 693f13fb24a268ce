namespace MailStore.Mime.Extraction;

/// <summary>
/// Reads the text out of attachments of some types, so that a search finds what is in them. Its input is a stranger's, and its answer has to
/// be the same whenever it is asked: the index has it once, and a search that opens the message has it again. It serves several threads
/// at a time.
/// </summary>
public interface ITextExtractor
{
    /// <summary>One word, for settings, logs and metrics.</summary>
    string Name { get; }

    /// <summary>To be raised when it reads other text out of the same octets than it did: what was indexed is made again then.</summary>
    int Version { get; }

    /// <summary>Such as <c>application/pdf</c>. Never text/*, multipart/* or message/*, whose text is read anyhow.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Such as <c>.pdf</c>: they tell where the type is application/octet-stream.</summary>
    IReadOnlyList<string> FileEndings { get; }

    /// <summary>
    /// Writes the text as it finds it, with blanks or line ends between what are not parts of one word. It may end early when the text is
    /// full. What it throws is counted and ends it; the text before that counts.
    /// </summary>
    /// <param name="content">The octets of the attachment, its transfer encoding undone; from their beginning, in memory, to be read anywhere.</param>
    /// <param name="text">Takes as much as is allowed, and drops the rest.</param>
    /// <param name="cancellation">Its time is up. Who does not end soon after keeps his thread, and with a few of these is not asked again until the next start.</param>
    void Extract(Stream content, ExtractedText text, CancellationToken cancellation);
}
