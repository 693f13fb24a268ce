using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 2195, for clients that know nothing better and accounts that keep a secret for it.</summary>
internal sealed class CramExchange(SaslServer server, IAuthenticator authenticator) : ISaslExchange
{
    private const int DigestLetters = 32;
    private byte[] _challenge = [];

    /// <summary>The server speaks first: an initial response is none.</summary>
    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default)
    {
        if (initialResponse is not null)
        {
            return new(SaslStep.Malformed);
        }

        _challenge = Encoding.ASCII.GetBytes($"<{server.NewNonce()}@{server.HostName}>");
        return new(SaslStep.Ask(_challenge));
    }

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        var blank = response.Span.LastIndexOf((byte)' ');
        if (blank < 1 || response.Length - blank - 1 != DigestLetters)
        {
            return SaslStep.Malformed;
        }

        var found = await authenticator.FindSecretAsync(response[..blank], cancellation);
        if (found.IsUnavailable)
        {
            return SaslStep.Done(SignIn.Unavailable);
        }

        // The same work for a name that nobody has.
        var digest = Digest(found.Value is { } kept ? kept.Octets.Span : [], _challenge);
        var isRight = CryptographicOperations.FixedTimeEquals(digest, response.Span[(blank + 1)..]);
        var outcome = isRight && found.Value is { } secret ? SignIn.As(secret.Account) : SignIn.Refused;
        return SaslStep.Done(await authenticator.ConcludeAsync(response[..blank], outcome, cancellation));
    }

#pragma warning disable CA5351 // RFC 2195 has no other hash.
    private static byte[] Digest(ReadOnlySpan<byte> secret, byte[] challenge) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACMD5.HashData(secret, challenge)));
#pragma warning restore CA5351
}
