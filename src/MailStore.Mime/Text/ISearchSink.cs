namespace MailStore.Mime.Text;

/// <summary>Takes the texts of a message as a search sees them: who looks for needles, and who makes an index for such.</summary>
public interface ISearchSink : ITextSink
{
    /// <summary>Nothing that follows matters to it.</summary>
    bool IsSated { get; }

    /// <summary>A message begins.</summary>
    void Begin();

    /// <summary>The text ends: nothing is found across.</summary>
    void Break();

    /// <summary>A header field begins: its name, a colon and a blank follow as text.</summary>
    /// <param name="name">Of the field; empty where a line has none.</param>
    /// <param name="isOfMessage">It stands in the header of the message itself.</param>
    /// <param name="isOfBody">It stands inside of an attached message, so BODY is about it too.</param>
    void EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody);

    /// <summary>The value of the field follows.</summary>
    void EnterValue();

    /// <summary>The text of a part follows.</summary>
    void EnterBody();
}
