using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Relaying;

/// <summary>One message on its way to others. Disposing of it before its end takes all of it back.</summary>
public interface IRelayedMessage : IAsyncDisposable
{
    ValueTask<RelayReply> AddAsync(EnvelopeAddress recipient, CancellationToken cancellation = default);

    /// <summary>Octets of the message as they are, without any dot-stuffing.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default);

    /// <summary>Positive once the next one has taken over responsibility, and never before.</summary>
    ValueTask<RelayReply> FinishAsync(CancellationToken cancellation = default);
}
