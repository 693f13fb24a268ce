using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>OAUTHBEARER (RFC 7628) and its forerunner XOAUTH2: a token of somebody else's, which the authenticator has checked.</summary>
/// <param name="isStandard">OAUTHBEARER, which begins with a header of RFC 5801; XOAUTH2 with <c>user=</c>.</param>
internal sealed class BearerExchange(IAuthenticator authenticator, bool isStandard) : ISaslExchange
{
    private static readonly byte[] s_invalid = """{"status":"invalid_token","schemes":"bearer"}"""u8.ToArray();
    private static readonly byte[] s_invalidOld = """{"status":"401","schemes":"bearer","scope":"mail"}"""u8.ToArray();

    private bool _isRefused;
    private SignIn _refusal;

    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default) =>
        initialResponse is null ? new(SaslStep.Ask(default)) : StepAsync(initialResponse, cancellation);

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        if (_isRefused)
        {
            // RFC 7628 §3.2.3: the client has read why, and says one octet of 1. Whatever it says, it is over.
            return SaslStep.Done(_refusal);
        }

        if (!TryRead(response, out var name, out var token))
        {
            return SaslStep.Malformed;
        }

        // RFC 7628 §4.3: no token at all is a question how to get one.
        var outcome = token.IsEmpty
            ? SignIn.Refused
            : Authorization.Check(await authenticator.VerifyTokenAsync(name, token, cancellation), name.Span, default);
        if (outcome.Outcome is SignInOutcome.Accepted or SignInOutcome.Unavailable)
        {
            return SaslStep.Done(outcome);
        }

        (_isRefused, _refusal) = (true, outcome);
        return SaslStep.Ask(isStandard ? s_invalid : s_invalidOld);
    }

    private bool TryRead(ReadOnlyMemory<byte> message, out ReadOnlyMemory<byte> name, out ReadOnlyMemory<byte> token)
    {
        (name, token) = (default, default);
        if (isStandard)
        {
            // RFC 7628 §3.1: no channel binding.
            if (!Gs2Header.TryRead(message.Span, out var header) || header.Flag == (byte)'p')
            {
                return false;
            }

            name = header.AuthorizationId;
            return message.Span[header.Length..].StartsWith("\u0001"u8) && BearerMessage.TryFindToken(message[(header.Length + 1)..], out token);
        }

        var end = message.Span.IndexOf((byte)1);
        if (end < 0 || !message.Span.StartsWith("user="u8))
        {
            return false;
        }

        name = message["user=".Length..end];
        return !name.IsEmpty && BearerMessage.TryFindToken(message[(end + 1)..], out token);
    }
}
