namespace MailStore.Abstractions.Messages;

/// <summary>One pass over one message. Whoever began it disposes of it, finished or not.</summary>
public interface IMessageAnalysis : IDisposable
{
    void Take(ReadOnlySpan<byte> octets);

    /// <summary>After the last octet. What it gives is lent until it is disposed of.</summary>
    MessageFacts Finish();
}
