using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Accounts.Chained;

/// <summary>Two directories, of which the first one is asked first: users of the settings, and then those of the store.</summary>
/// <param name="proven">Remembers whom the second one let in, so that it is asked first the next time: the first one does for a name that it does not know what it would do for one that it knows.</param>
internal sealed class FirstAuthenticator(IAuthenticator first, IAuthenticator second, ProvenKeys proven) : IAuthenticator
{
    public CredentialKinds Kinds => first.Kinds | second.Kinds;

    public IAuthenticator For(LoginPlace place) => new FirstAuthenticator(first.For(place), second.For(place), proven);

    // Both are always asked but for who is let in: the work tells nobody which of them knows a name. What is remembered is only whom to ask.
    public async ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default)
    {
        var tag = proven.TagOf(name.Span, iterations: 0, password.Span);
        if (proven.Find(tag) is not null && await second.VerifyAsync(name, password, cancellation) is { Outcome: SignInOutcome.Accepted } again)
        {
            return again;
        }

        var outcome = await first.VerifyAsync(name, password, cancellation);
        if (outcome.Outcome == SignInOutcome.Accepted)
        {
            return outcome;
        }

        // Whoever cannot be asked may be the one who knows: that is no refusal.
        var other = await second.VerifyAsync(name, password, cancellation);
        if (other.Outcome == SignInOutcome.Accepted)
        {
            proven.Add(tag, []);
        }

        return other.Outcome == SignInOutcome.Refused && outcome.Outcome == SignInOutcome.Unavailable ? outcome : other;
    }

    public async ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default)
    {
        var found = await first.FindScramKeysAsync(name, hash, cancellation);
        return found.Value is not null || found.IsUnavailable ? found : await second.FindScramKeysAsync(name, hash, cancellation);
    }

    public async ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default)
    {
        var found = await first.FindSecretAsync(name, cancellation);
        return found.Value is not null || found.IsUnavailable ? found : await second.FindSecretAsync(name, cancellation);
    }

    public async ValueTask<SignIn> VerifyTokenAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> token, CancellationToken cancellation = default) =>
        await first.VerifyTokenAsync(name, token, cancellation) is { Outcome: SignInOutcome.Accepted } accepted ? accepted : await second.VerifyTokenAsync(name, token, cancellation);

    public async ValueTask<bool> IsAdministratorAsync(AccountName account, CancellationToken cancellation = default) =>
        await first.IsAdministratorAsync(account, cancellation) || await second.IsAdministratorAsync(account, cancellation);

    public async ValueTask<SignIn> ConcludeAsync(ReadOnlyMemory<byte> name, SignIn outcome, CancellationToken cancellation = default) =>
        await second.ConcludeAsync(name, await first.ConcludeAsync(name, outcome, cancellation), cancellation);

    public async ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default) =>
        await first.VerifyCertificateAsync(names, wanted, cancellation) is { Outcome: SignInOutcome.Accepted } accepted ? accepted : await second.VerifyCertificateAsync(names, wanted, cancellation);
}
