namespace MailStore.Abstractions.Sasl;

/// <summary>
/// The server's side of one login by one mechanism. It is begun once and then stepped for as long as it asks. A client that gives up
/// ("*") is the front end's to answer: the exchange is just dropped.
/// </summary>
public interface ISaslExchange
{
    /// <param name="initialResponse">What came with the command, decoded; null if nothing did, which is not the same as an empty response ("=").</param>
    ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default);

    /// <param name="response">Decoded. Lent until the task completes.</param>
    ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default);
}
