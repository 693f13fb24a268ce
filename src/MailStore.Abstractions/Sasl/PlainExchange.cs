using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 4616: one message with everything in it.</summary>
internal sealed class PlainExchange(IAuthenticator authenticator) : ISaslExchange
{
    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default) =>
        initialResponse is { } response ? StepAsync(response, cancellation) : new(SaslStep.Ask(default));

    // RFC 4616 §2: [authzid] NUL authcid NUL passwd.
    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        var first = response.Span.IndexOf((byte)0);
        var second = first < 0 ? -1 : response.Span[(first + 1)..].IndexOf((byte)0);
        if (second < 1 || response.Span[(first + second + 2)..] is var password && (password.IsEmpty || password.Contains((byte)0)))
        {
            return SaslStep.Malformed;
        }

        var name = response.Slice(first + 1, second);
        var outcome = await authenticator.VerifyAsync(name, response[(first + second + 2)..], cancellation);
        return SaslStep.Done(Authorization.Check(outcome, response.Span[..first], name.Span));
    }
}
