using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Relaying;

/// <summary>One message on its way to others. Disposing of it before its end takes all of it back.</summary>
public interface IRelayedMessage : IAsyncDisposable
{
    /// <summary>RFC 3461 §5.2.1: the next server sends the notices that were asked for. If it does not, whoever asks it has to.</summary>
    bool SendsNotices { get; }

    /// <param name="notices">RFC 3461 §4.1, §4.2: NOTIFY and ORCPT as they came, or nothing.</param>
    ValueTask<RelayReply> AddAsync(EnvelopeAddress recipient, string notices, CancellationToken cancellation = default);

    /// <summary>Octets of the message as they are, without any dot-stuffing.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default);

    /// <summary>Positive once the next one has taken over responsibility, and never before.</summary>
    ValueTask<RelayReply> FinishAsync(CancellationToken cancellation = default);
}
