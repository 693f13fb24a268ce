namespace MailStore.Mime.Extraction;

/// <summary>Is told how each reading of an attachment ended. Any thread calls it: it must be quick.</summary>
public interface IExtractionWatch
{
    /// <param name="extractor">Its name.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="took">How long.</param>
    /// <param name="fault">What the extractor threw.</param>
    void Extracted(string extractor, ExtractionOutcome outcome, TimeSpan took, Exception? fault);
}
