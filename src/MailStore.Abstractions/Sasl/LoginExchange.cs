using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>LOGIN, which no RFC defines: two questions. Outlook knows them by these very words.</summary>
internal sealed class LoginExchange(IAuthenticator authenticator) : ISaslExchange
{
    private static readonly byte[] s_askName = "Username:"u8.ToArray();
    private static readonly byte[] s_askPassword = "Password:"u8.ToArray();
    private byte[]? _name;

    /// <summary>Some clients send the name along with the command.</summary>
    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default) =>
        initialResponse is { Length: > 0 } name ? StepAsync(name, cancellation) : new(SaslStep.Ask(s_askName));

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        if (response.IsEmpty || response.Span.Contains((byte)0))
        {
            return SaslStep.Malformed;
        }

        if (_name is null)
        {
            _name = response.ToArray();
            return SaslStep.Ask(s_askPassword);
        }

        return SaslStep.Done(await authenticator.VerifyAsync(_name, response, cancellation));
    }
}
