using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>What an exchange says to a response.</summary>
/// <param name="Challenge">Octets, not base64; often none. No success carries data: what a mechanism says last is a challenge that the client answers with nothing.</param>
public readonly record struct SaslStep(SaslStatus Status, ReadOnlyMemory<byte> Challenge, SignIn SignIn)
{
    public static SaslStep Malformed => new(SaslStatus.Malformed, default, default);

    public static SaslStep Refused => Done(SignIn.Refused);

    public static SaslStep Ask(ReadOnlyMemory<byte> challenge) => new(SaslStatus.Challenge, challenge, default);

    public static SaslStep Done(SignIn outcome) => new(SaslStatus.Done, default, outcome);
}
