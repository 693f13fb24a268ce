namespace MailStore.Abstractions.Relaying;

/// <summary>Who takes what is addressed elsewhere. A server without one takes nothing for others.</summary>
public interface IRelay
{
    /// <summary>Begins with a sender; what is refused at once is refused by each recipient too.</summary>
    ValueTask<IRelayedMessage> BeginAsync(RelayEnvelope envelope, CancellationToken cancellation = default);
}
