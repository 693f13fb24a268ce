using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Transcripts.Protocols;

/// <summary>Everybody's password is "secret"; "later" cannot be asked about, and "admin" is the administrator.</summary>
internal sealed class PasswordList : IAuthenticator
{
    public ValueTask<bool> IsAdministratorAsync(AccountName account, CancellationToken cancellation = default) => new(account.Text == "admin");

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        if (name.Span.SequenceEqual("later"u8))
        {
            return new(SignIn.Unavailable);
        }

        return new(
            password.Span.SequenceEqual("secret"u8) && AccountName.TryCreate(Encoding.UTF8.GetString(name.Span), out var account)
                ? SignIn.As(account)
                : SignIn.Refused);
    }
}
