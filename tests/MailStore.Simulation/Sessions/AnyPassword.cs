using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Simulation.Sessions;

/// <summary>Who gives a name is let in.</summary>
internal sealed class AnyPassword : IAuthenticator
{
    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(AccountName.Create(Encoding.UTF8.GetString(name.Span))));
}
