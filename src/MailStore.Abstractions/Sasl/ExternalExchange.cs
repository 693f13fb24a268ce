using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 4422 appendix A: TLS has told who the client is, by a certificate that the listener has verified. The client says whom it wants to be, or nothing.</summary>
internal sealed class ExternalExchange(IAuthenticator authenticator, IClientConnection connection) : ISaslExchange
{
    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default) =>
        initialResponse is null ? new(SaslStep.Ask(default)) : StepAsync(initialResponse, cancellation);

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        if (response.Span.Contains((byte)0))
        {
            return SaslStep.Malformed;
        }

        var outcome = await authenticator.VerifyCertificateAsync(connection.Tls?.ClientNames ?? [], response, cancellation);
        return SaslStep.Done(Authorization.Check(outcome, response.Span, default));
    }
}
