using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Cli.Search;

/// <summary>Whoever may run the command reads all mail anyhow: any login is this user's.</summary>
internal sealed class OperatorSignIn(AccountName user) : IAuthenticator
{
    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(user));
}
