using MailStore.Abstractions.Accounts;

namespace MailStore.Pop3.Tests.Running;

/// <summary>Anna, with any password.</summary>
internal sealed class OneUser : IAuthenticator
{
    public static AccountName Name { get; } = AccountName.Create("anna");

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) => new(SignIn.As(Name));
}
