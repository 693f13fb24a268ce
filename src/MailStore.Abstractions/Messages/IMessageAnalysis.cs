namespace MailStore.Abstractions.Messages;

/// <summary>One pass over one message.</summary>
public interface IMessageAnalysis
{
    void Take(ReadOnlySpan<byte> octets);

    /// <summary>After the last octet.</summary>
    MessageFacts Finish();
}
