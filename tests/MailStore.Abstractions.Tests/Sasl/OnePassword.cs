using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Tests.Sasl;

/// <summary>Anna, with the password "sesame".</summary>
internal sealed class OnePassword : IAuthenticator
{
    public static AccountName Anna { get; } = AccountName.Create("anna");

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        if (name.Span.SequenceEqual("later"u8))
        {
            return new(SignIn.Unavailable);
        }

        return new(name.Span.SequenceEqual("anna"u8) && password.Span.SequenceEqual("sesame"u8) ? SignIn.As(Anna) : SignIn.Refused);
    }
}
